package glassformer.engine;

/// What a step does with a gradient.
///
/// @param l1        the weight of the L1 penalty of the weights that decay; its gradient `l1 * sign(w)` is added after
///                  clipping
/// @param averaging the share of itself that the mean of the weights keeps at each step (Polyak & Juditsky 1992, as an
///                  exponential moving average); 0 keeps no mean
public record UpdateRule(Optimizer optimizer, double l1, double averaging) {
    public static UpdateRule of(Optimizer optimizer) {
        return new UpdateRule(optimizer, 0, 0);
    }

    public boolean averages() {
        return averaging > 0;
    }

    /// The weight of the L2 penalty that the loss is understood to have: `l2 / 2 * w^2`. A decoupled decay is none.
    public double l2() {
        return optimizer.decoupled() ? 0 : optimizer.weightDecay();
    }

    public boolean penalizes() {
        return l1 > 0 || l2() > 0;
    }

    /// How much of the newest weights goes into the mean. At first more does, so that the start is soon forgotten:
    /// the mean keeps at most `(1 + step) / (10 + step)` of itself.
    ///
    /// @param step the update just done, from 1
    public double newestShare(long step) {
        return 1 - Math.min(averaging, (1.0 + step) / (10.0 + step));
    }
}
