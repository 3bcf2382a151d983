package glassformer.train;

import glassformer.engine.Batch;
import java.util.List;

/// Which batches a step trains on. A pure function of its arguments, so that any step can be drawn again without those
/// before it.
@FunctionalInterface
public interface BatchSource {
    /// @param step         the update about to be done, from 1
    /// @param accumulation how many batches
    /// @param batchSize    sequences in each
    List<Batch> microBatches(long seed, int step, int accumulation, int batchSize);
}
