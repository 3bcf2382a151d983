package glassformer.engine.djl;

/// What one side of a model reads, as names of script variables.
///
/// @param ids     `(B, T)`
/// @param types   `(B, T)`
/// @param lengths `(B)`, or empty where nothing is padded
record Reading(String ids, String types, String lengths) {
    /// How many tokens each text has, with its padding.
    String length() {
        return "torch.size(" + ids + ", 1)";
    }
}
