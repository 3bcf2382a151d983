package glassformer.engine.djl;

/// What one side of a model reads, as names of script variables.
///
/// @param ids     `(B, T)`
/// @param types   `(B, T)`
/// @param lengths `(B)`, or empty where nothing is padded
/// @param padding an `Optional[Tensor]` `(B, 1, 1, T)` to add to scores: minus infinity at padding; none where
///                nothing is padded
record Reading(String ids, String types, String lengths, String padding) {
    static Reading of(ScriptWriter out, String ids, String types, String lengths) {
        String padding = out.let("pad", "self.padding(" + lengths + ", torch.size(" + ids + ", 1))");
        return new Reading(ids, types, lengths, padding);
    }

    /// How many tokens each text has, with its padding.
    String length() {
        return "torch.size(" + ids + ", 1)";
    }
}
