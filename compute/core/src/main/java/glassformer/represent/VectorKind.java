package glassformer.represent;

import glassformer.blueprint.Named;

/// What vectors stand for.
public enum VectorKind implements Named {
    /// The vocabulary: the rows of the token embedding, and in later layers the mean over where a token occurs.
    TOKENS("tokens", 30_000),
    /// The places in a text, where the model has vectors for them.
    POSITIONS("positions", 30_000),
    /// The words of the run's texts, each the mean over where it occurs.
    WORDS("words", 2_000),
    /// The texts themselves, each the mean over its tokens.
    SENTENCES("sentences", 1_000);

    /// The most that a map can hold.
    public static final int MOST = 30_000;

    private final String id;
    private final int usual;

    VectorKind(String id, int usual) {
        this.id = id;
        this.usual = usual;
    }

    @Override
    public String id() {
        return id;
    }

    /// How many are taken where nobody says.
    public int usual() {
        return usual;
    }
}
