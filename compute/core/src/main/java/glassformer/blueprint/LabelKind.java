package glassformer.blueprint;

/// What a head is compared with in training.
public enum LabelKind {
    /// Logits `(B, T, N)`, one class a token.
    TOKENS,
    /// Logits `(B, N)`, one class a text.
    CLASS,
    /// `(B, 1)`, one number a text; the loss is the squared error.
    VALUE
}
