package glassformer.blueprint;

/// How a text becomes one vector.
public enum Pooling implements Named {
    /// Its first token's, BERT's `[CLS]`.
    FIRST("first"),
    /// Its last token's, padding left out: what has seen everything in a decoder.
    LAST("last"),
    /// The mean over its tokens, padding left out.
    MEAN("mean");

    private final String id;

    Pooling(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
