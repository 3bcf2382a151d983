package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A session on a device whose memory holds only so many texts of a training step at once.
///
/// @param room texts that fit, by the step that is being done, from 1
public record CrampedSession(ModelSession inner, IntUnaryOperator room) implements ModelSession {
    @Override
    public StepResult step(List<Batch> microBatches, StepSettings settings) {
        int step = (int) inner.optimizerState().steps() + 1;
        if (microBatches.stream().anyMatch(batch -> batch.size() > room.applyAsInt(step))) {
            throw new DeviceMemoryException("out of memory", new IllegalStateException());
        }
        return inner.step(microBatches, settings);
    }

    @Override
    public Blueprint blueprint() {
        return inner.blueprint();
    }

    @Override
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates) {
        inner.startTraining(rule, state, rates);
    }

    @Override
    public Evaluation evaluate(Batch batch) {
        return inner.evaluate(batch);
    }

    @Override
    public Tensor logits(Tokens input, @Nullable Tokens decoder, String head) {
        return inner.logits(input, decoder, head);
    }

    @Override
    public Tensor hidden(Tokens input, @Nullable Tokens decoder) {
        return inner.hidden(input, decoder);
    }

    @Override
    public List<Tensor> attention(Tokens input, @Nullable Tokens decoder) {
        return inner.attention(input, decoder);
    }

    @Override
    public Trace trace(Tokens input, @Nullable Tokens decoder) {
        return inner.trace(input, decoder);
    }

    @Override
    public Tensor scores(Tensor hidden, String head) {
        return inner.scores(hidden, head);
    }

    @Override
    public Weights gradients(Batch batch) {
        return inner.gradients(batch);
    }

    @Override
    public Decoding startDecoding(@Nullable Tokens source) {
        return inner.startDecoding(source);
    }

    @Override
    public Weights weights() {
        return inner.weights();
    }

    @Override
    public OptimizerState optimizerState() {
        return inner.optimizerState();
    }

    @Override
    public void close() {
        inner.close();
    }
}
