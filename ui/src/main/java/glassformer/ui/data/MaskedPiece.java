package glassformer.ui.data;

/// A token of a masked text.
///
/// @param shown    what the model sees
/// @param original what stood there
/// @param starts   whether a word begins with it
public record MaskedPiece(Treatment treatment, String shown, String original, boolean starts) {
    /// What happened to a token.
    public enum Treatment {
        /// It is not asked for.
        PLAIN,
        /// The mask token stands in its place.
        MASKED,
        /// Another token stands in its place.
        REPLACED,
        /// It is asked for, though it stands there.
        KEPT
    }
}
