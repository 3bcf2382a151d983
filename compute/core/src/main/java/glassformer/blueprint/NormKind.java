package glassformer.blueprint;

/// LayerNorm (Ba et al. 2016) centres and scales; RMSNorm (Zhang & Sennrich 2019) only scales.
public enum NormKind implements Named {
    LAYER_NORM("layernorm"),
    RMS_NORM("rmsnorm");

    private final String id;

    NormKind(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
