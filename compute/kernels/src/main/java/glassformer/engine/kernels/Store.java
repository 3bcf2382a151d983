package glassformer.engine.kernels;

import glassformer.engine.UpdateRule;

/// What lasts from step to step: the weights, their gradient, and what the optimizer remembers.
///
/// @param mean   what the model computes with unless it trains
/// @param live   what steps change: the same where nothing is averaged
/// @param first  the optimizer's first memory, one value where it has none
/// @param second its second
record Store(Floats mean, Floats live, Floats gradient, Floats first, Floats second) {
    static Store of(Floats mean, int size, UpdateRule rule) {
        int memories = rule.optimizer().memory().size();
        Floats live = mean;
        if (rule.averages()) {
            live = new Floats("live", Transfer.ONCE, size);
        }
        return new Store(
                mean,
                live,
                new Floats("gradient", Transfer.ONCE, size),
                new Floats("first", Transfer.ONCE, memories > 0 ? size : 1),
                new Floats("second", Transfer.ONCE, memories > 1 ? size : 1));
    }
}
