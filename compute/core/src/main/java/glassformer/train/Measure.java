package glassformer.train;

import glassformer.engine.ModelSession;
import java.util.Map;

/// Judges a model by more than its loss: accuracy, exact matches.
@FunctionalInterface
public interface Measure {
    /// How much is looked at.
    enum Care {
        /// Enough to see a tendency while a run goes on.
        GLANCE,
        /// More, at a run's end.
        LOOK,
        /// All that is kept aside.
        EVERYTHING
    }

    Measure NONE = (session, care) -> Map.of();

    /// @return numbers by name, in a fixed order
    Map<String, Double> of(ModelSession session, Care care);
}
