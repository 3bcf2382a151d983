package glassformer.train;

import glassformer.engine.ModelSession;
import java.util.Map;

/// Judges a model by more than its loss: accuracy, exact matches.
@FunctionalInterface
public interface Measure {
    Measure NONE = (session, last) -> Map.of();

    /// @param last whether this is the run's last look, which may take longer
    /// @return numbers by name, in a fixed order
    Map<String, Double> of(ModelSession session, boolean last);
}
