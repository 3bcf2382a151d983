package glassformer.engine;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled model with its weights on a device. Not safe for use by several threads at once.
public interface ModelSession extends AutoCloseable {
    Blueprint blueprint();

    /// Gets ready for [#step]. With [UpdateRule#averages], the model's weights are from now on the mean of those that
    /// steps change: all but [#step] and [#gradients] use the mean.
    ///
    /// @param state what to go on from, of exactly the tensors that `rates` names; a fresh start:
    ///              [OptimizerState#fresh]
    /// @param rates what is trained; everything else stays as it is
    void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates);

    /// The same with steps that are computed in another way than [Computation#USUAL]. [#gradients] are from then on
    /// computed in that way, too; all else is float32.
    ///
    /// @throws BadInputException where this engine can't
    default void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates, Computation computation) {
        if (!computation.equals(Computation.USUAL)) {
            throw new BadInputException("This engine trains in " + Precision.FLOAT32.id()
                    + " and keeps all activations: set training.precision to " + Precision.FLOAT32.id()
                    + " and training.activationCheckpointing to false.");
        }
        startTraining(rule, state, rates);
    }

    /// One update. The gradient is the mean over the micro-batches, which must have the same heads with labels. A
    /// trained tensor that the loss does not depend on has the gradient 0. Where the gradient is not finite,
    /// nothing changes; with a [LossScale] it is halved then, and the same step can be done again.
    StepResult step(List<Batch> microBatches, StepSettings settings);

    /// The loss of a batch, without dropout.
    Evaluation evaluate(Batch batch);

    /// A head's scores, without dropout: `(B, T, N)`, `(B, N)` or `(B, 1)`, see
    /// [glassformer.blueprint.LabelKind]. Those of padding mean nothing.
    ///
    /// @param input   the text, or an encoder-decoder's source
    /// @param decoder what an encoder-decoder's decoder reads, `T` long; null for other models
    Tensor logits(Tokens input, @Nullable Tokens decoder, String head);

    /// The trunk's output, without dropout, `(B, T, C)`. That of padding means nothing.
    Tensor hidden(Tokens input, @Nullable Tokens decoder);

    /// The attention weights of each of [Blueprint#attentions] for one text, row = query, column = key: `(H, T, T)`,
    /// or `(H, T, S)` where the decoder looks at a source of `S` tokens.
    List<Tensor> attention(Tokens input, @Nullable Tokens decoder);

    /// What happens inside the trunk for one text, without dropout.
    Trace trace(Tokens input, @Nullable Tokens decoder);

    /// The scores that a head of tokens gives vectors in the place of the trunk's output. `(T, C) -> (T, N)`
    Tensor scores(Tensor hidden, String head);

    /// Gradients of the batch's loss, without dropout: of all tensors before [#startTraining], later of those that
    /// are trained. A tensor that the loss does not depend on has the gradient 0.
    Weights gradients(Batch batch);

    /// The gradient of a score by one text's embedded tokens, without dropout.
    ///
    /// @param head  one that says something of a text as a whole
    /// @param place which of its scores
    /// @throws BadInputException where this engine can't
    default InputGradient inputGradient(Tokens input, String head, int place) {
        throw new BadInputException("This engine tells no gradients of a text's embeddings.");
    }

    /// An empty KV cache to generate with. Scores are those of the blueprint's first head.
    ///
    /// @param source one text for the encoder, whose keys and values are computed here once; null for models
    /// without
    Decoding startDecoding(@Nullable Tokens source);

    Weights weights();

    /// @throws IllegalStateException before [#startTraining]
    OptimizerState optimizerState();

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
