package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.List;

/// A compiled model with its weights on a device. Not safe for use by several threads at once.
public interface ModelSession extends AutoCloseable {
    Blueprint blueprint();

    /// Gets ready for [#step].
    ///
    /// @param state what to go on from; a fresh start: [AdamWState#fresh]
    void startTraining(AdamW optimizer, AdamWState state);

    /// One update. The gradient is the mean over the micro-batches, each of which must have the same
    /// number of tokens.
    ///
    /// @param seed         decides dropout; the same seed gives the same step
    /// @param clipNorm     the gradient is scaled to at most this norm; 0 leaves it
    StepResult step(List<Batch> microBatches, double learningRate, double clipNorm, long seed);

    /// Mean cross-entropy in nats over a batch, without dropout.
    double evaluate(Batch batch);

    /// Next-token scores, without dropout. `(B, T) -> (B, T, V)`
    Tensor logits(int[] ids, int size, int length);

    /// Every layer's attention weights for one text, `(H, T, T)` each: row = query, column = key.
    List<Tensor> attention(int[] ids);

    /// Gradients of the mean loss, without dropout.
    Weights gradients(Batch batch);

    /// An empty KV cache to generate with.
    Decoding startDecoding();

    Weights weights();

    /// @throws IllegalStateException before [#startTraining]
    AdamWState optimizerState();

    @Override
    void close();

    /// A text being continued. Holds a KV cache of the blueprint's context length.
    interface Decoding extends AutoCloseable {
        /// How many tokens the cache holds.
        int length();

        /// Appends tokens; fails where [#length] would exceed the context length.
        ///
        /// @return the scores of the token that follows the last one, `(V)`
        float[] append(int[] ids);

        /// Empties the cache.
        void clear();

        @Override
        void close();
    }
}
