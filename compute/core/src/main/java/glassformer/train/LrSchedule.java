package glassformer.train;

import glassformer.blueprint.Named;

/// The learning rate over a run. All but [Kind#ONE_CYCLE] begin with a linear rise to the peak.
///
/// @param finalShare what is left of the peak at the end, for [Kind#LINEAR] and [Kind#COSINE]
/// @param dropEvery  steps between two drops of [Kind#STEP]
/// @param dropFactor what such a drop leaves of the learning rate
/// @param steps      of the whole run
public record LrSchedule(
        Kind kind, double peak, int warmupSteps, double finalShare, int dropEvery, double dropFactor, int steps) {
    /// [Kind#ONE_CYCLE] starts at the peak divided by this, and ends at that divided by [#ONE_CYCLE_FALL].
    private static final double ONE_CYCLE_RISE = 25;

    private static final double ONE_CYCLE_FALL = 1e4;

    public enum Kind implements Named {
        CONSTANT("constant"),
        /// A straight line down.
        LINEAR("linear"),
        /// Half a cosine down (Loshchilov & Hutter 2017 without restarts).
        COSINE("cosine"),
        /// Falls with the square root of the steps done (Vaswani et al. 2017).
        INVERSE_SQRT("inverse-sqrt"),
        /// Half a cosine up over the warm-up and half a cosine down to almost nothing (Smith & Topin 2018), with
        /// PyTorch's proportions.
        ONE_CYCLE("one-cycle"),
        /// Falls by a factor every so many steps after the warm-up.
        STEP("step");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /// Whether a setting has a say in this kind.
        boolean uses(String key) {
            return switch (key) {
                case "training.schedule.finalShare" -> this == LINEAR || this == COSINE;
                case "training.schedule.dropEvery", "training.schedule.dropFactor" -> this == STEP;
                default -> true;
            };
        }

        @Override
        public String id() {
            return id;
        }
    }

    /// Where nothing drops.
    public LrSchedule(Kind kind, double peak, int warmupSteps, double finalShare, int steps) {
        this(kind, peak, warmupSteps, finalShare, 1000, 0.1, steps);
    }

    LrSchedule withWarmup(int warmup) {
        return new LrSchedule(kind, peak, warmup, finalShare, dropEvery, dropFactor, steps);
    }

    /// @param step the update about to be done, from 1
    public double at(int step) {
        if (step <= warmupSteps) {
            double risen = (double) step / warmupSteps;
            return kind == Kind.ONE_CYCLE ? between(peak / ONE_CYCLE_RISE, peak, risen) : peak * risen;
        }
        int after = step - warmupSteps;
        double progress = steps <= warmupSteps + 1 ? 1 : (double) after / (steps - warmupSteps);
        return switch (kind) {
            case CONSTANT -> peak;
            case LINEAR -> peak * (finalShare + (1 - finalShare) * (1 - progress));
            case COSINE -> between(peak, peak * finalShare, progress);
            case INVERSE_SQRT -> peak * Math.sqrt(Math.max(1, warmupSteps) / (double) step);
            case ONE_CYCLE -> between(peak, peak / ONE_CYCLE_RISE / ONE_CYCLE_FALL, progress);
            case STEP -> peak * Math.pow(dropFactor, (after - 1) / dropEvery);
        };
    }

    /// Half a cosine from one value to another.
    private static double between(double from, double to, double progress) {
        return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
}
