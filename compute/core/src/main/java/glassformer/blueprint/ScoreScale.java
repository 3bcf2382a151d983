package glassformer.blueprint;

/// Whether attention scores are divided by the square root of the head dimension.
public enum ScoreScale implements Named {
    SCALED("scaled"),
    RAW("raw");

    private final String id;

    ScoreScale(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
