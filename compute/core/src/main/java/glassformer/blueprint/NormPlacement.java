package glassformer.blueprint;

/// Where a residual branch is normalised: before it (GPT-2) or after the sum (Vaswani et al. 2017).
public enum NormPlacement implements Named {
    PRE("pre"),
    POST("post");

    private final String id;

    NormPlacement(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
