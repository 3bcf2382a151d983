package glassformer.train;

import glassformer.data.LengthCurriculum;
import glassformer.engine.Batch;
import java.util.List;

/// Windows of a text whose length follows a curriculum.
public record GrowingBatches(TokenSource source, LengthCurriculum curriculum) implements BatchSource {
    @Override
    public List<Batch> microBatches(long seed, int step, int accumulation, int batchSize) {
        return new BatchSampler(source, curriculum.contextAt(step - 1), "training")
                .microBatches(seed, step, accumulation, batchSize);
    }
}
