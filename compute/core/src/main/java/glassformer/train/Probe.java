package glassformer.train;

import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import java.util.List;

/// Looks into the model at each evaluation: continues a prompt, takes attention. Knows what the loop does not: how
/// tokens read.
@FunctionalInterface
public interface Probe {
    Probe NONE = (step, session) -> List.of();

    List<TrainingEvent> look(int step, ModelSession session);

    /// A batch of one row as text for people; empty where it cannot be read.
    default String read(Batch row) {
        return "";
    }
}
