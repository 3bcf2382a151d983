package glassformer.engine;

/// The factor of the loss that keeps small gradients from vanishing in float16 (Micikevicius et al. 2018). It is halved
/// when a gradient overflows and doubled after many steps without; being a power of two, it is taken out again exactly.
///
/// @param goodSteps without an overflow since it last changed
public record LossScale(double value, int goodSteps) {
    public static final LossScale INITIAL = new LossScale(65536, 0);
    public static final int GROWS_AFTER = 2000;

    /// Beyond this, a sum in float32 could overflow, too.
    private static final double MOST = 0x1p24;

    public LossScale {
        if (!(value > 0 && value < Float.MAX_VALUE) || goodSteps < 0) {
            throw new IllegalArgumentException("no loss scale: " + value + " after " + goodSteps + " good steps");
        }
    }

    /// After a step whose gradient was finite, or was not.
    public LossScale after(boolean finite) {
        if (!finite) {
            return new LossScale(value / 2, 0);
        }
        return goodSteps + 1 >= GROWS_AFTER
                ? new LossScale(Math.min(2 * value, MOST), 0)
                : new LossScale(value, goodSteps + 1);
    }

    /// Where a gradient overflows without any scaling, a smaller factor is no remedy.
    public boolean isLeast() {
        return value <= 1;
    }
}
