package glassformer.inspect;

import glassformer.blueprint.Named;

/// How the same queries and keys could be turned into weights.
public enum ScoreVariant implements Named {
    /// One head's products as they are.
    RAW("raw"),
    /// One head's products over `sqrt(D)`, `D` its size.
    SCALED("scaled"),
    /// All heads' queries and keys side by side as one head of the size `H D`, its products over `sqrt(H D)`.
    ONE_HEAD("one-head"),
    /// The layer's heads as they are, each over `sqrt(D)`; figures and pattern are the mean over the heads.
    MULTI_HEAD("multi-head");

    private final String id;

    ScoreVariant(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
