package glassformer.engine;

import glassformer.blueprint.Named;

/// The number format in which a training step multiplies matrices. Weights, the optimizer's memory, norms, softmax and
/// losses are float32 in each (Micikevicius et al. 2018, "Mixed Precision Training"), and so is all but training.
public enum Precision implements Named {
    FLOAT32("float32", 4),
    /// The range of float32 with 8 significant bits.
    BFLOAT16("bfloat16", 2),
    /// 11 significant bits, but nothing above 65504 or below 6e-8: gradients need a [LossScale].
    FLOAT16("float16", 2);

    private final String id;
    private final int bytes;

    Precision(String id, int bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    @Override
    public String id() {
        return id;
    }

    /// Of one number.
    public int bytes() {
        return bytes;
    }

    public boolean isLow() {
        return this != FLOAT32;
    }

    /// Whether small gradients would vanish without a [LossScale].
    public boolean scalesLoss() {
        return this == FLOAT16;
    }
}
