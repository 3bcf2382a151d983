package glassformer.train;

/// The learning rate over a run: a linear rise, then constant, a straight line or half a cosine down to a
/// share of the peak (Loshchilov & Hutter 2017 without restarts).
public record LrSchedule(Kind kind, double peak, int warmupSteps, double finalShare, int steps) {
    public enum Kind implements glassformer.blueprint.Named {
        CONSTANT("constant"),
        LINEAR("linear"),
        COSINE("cosine");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /// @param step the update about to be done, from 1
    public double at(int step) {
        if (step <= warmupSteps) {
            return peak * step / warmupSteps;
        }
        double progress = steps <= warmupSteps + 1 ? 1 : (double) (step - warmupSteps) / (steps - warmupSteps);
        double share =
                switch (kind) {
                    case CONSTANT -> 1;
                    case LINEAR -> 1 - progress;
                    case COSINE -> 0.5 * (1 + Math.cos(Math.PI * progress));
                };
        return kind == Kind.CONSTANT ? peak : peak * (finalShare + (1 - finalShare) * share);
    }
}
