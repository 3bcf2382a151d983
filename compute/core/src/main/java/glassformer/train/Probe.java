package glassformer.train;

import glassformer.engine.ModelSession;
import java.util.List;

/// Looks into the model at each evaluation: continues a prompt, takes attention.
@FunctionalInterface
public interface Probe {
    Probe NONE = (step, session) -> List.of();

    List<TrainingEvent> look(int step, ModelSession session);
}
