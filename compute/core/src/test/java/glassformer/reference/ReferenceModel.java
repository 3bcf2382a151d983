package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.Labels;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A blueprint computed the slow and plain way, in double precision and one text at a time: the truth that every
/// engine is held against. Its gradients are traced number by number and held against central differences.
public final class ReferenceModel {
    private final Blueprint blueprint;
    private final Map<String, double[]> weights;

    public ReferenceModel(Blueprint blueprint, Weights weights) {
        this(blueprint, Parameters.doubles(weights));
    }

    ReferenceModel(Blueprint blueprint, Map<String, double[]> weights) {
        this.blueprint = blueprint;
        this.weights = weights;
    }

    /// @param evaluation with the batch's loss
    /// @param gradients  of that loss, by tensor
    record Result(Evaluation evaluation, Map<String, double[]> gradients) {}

    /// Of one text: `(T, N)` for a head of tokens, `(1, N)` for one of texts.
    public double[][] logits(Tokens input, @Nullable Tokens decoder, String head) {
        return Nums.values(text(input, decoder).logits(head));
    }

    /// Of one text by a model whose first head is of tokens, `(T, N)`.
    public double[][] logits(int... ids) {
        return logits(Tokens.of(ids), null, blueprint.heads().getFirst().name());
    }

    /// The trunk's output for one text, `(T, C)`.
    public double[][] hidden(Tokens input, @Nullable Tokens decoder) {
        return Nums.values(text(input, decoder).hidden());
    }

    /// Each attention layer's weights for one text, `(H, T, S)`.
    public List<double[][][]> attention(Tokens input, @Nullable Tokens decoder) {
        return text(input, decoder).patterns();
    }

    /// What stands at each of the trunk's [ActivationSite]s for one text, `(T, N)`.
    public List<double[][]> activations(Tokens input, @Nullable Tokens decoder) {
        return text(input, decoder).activations();
    }

    /// What each attention layer does for one text.
    List<ReferenceAttention.Look> looks(Tokens input, @Nullable Tokens decoder) {
        return text(input, decoder).looks();
    }

    /// Before each write to the residual stream, the write, and after it.
    public List<double[][][]> stages(Tokens input, @Nullable Tokens decoder) {
        return text(input, decoder).stages();
    }

    double[][] scores(double[][] hidden, String head) {
        Tokens any = Tokens.of(new int[hidden.length]);
        return text(any, blueprint.hasEncoder() ? any : null).scores(head, hidden);
    }

    public Evaluation evaluate(Batch batch) {
        return loss(batch, new Parameters(weights), Dropping.NONE).evaluation();
    }

    public Map<String, double[]> gradients(Batch batch) {
        return compute(batch, Dropping.NONE).gradients();
    }

    Result compute(Batch batch, Dropping dropping) {
        Parameters parameters = new Parameters(weights);
        Loss loss = loss(batch, parameters, dropping);
        loss.sum().backward();
        return new Result(loss.evaluation(), parameters.gradients());
    }

    private record Loss(Num sum, Evaluation evaluation) {}

    private Loss loss(Batch batch, Parameters parameters, Dropping dropping) {
        List<ReferenceText> texts = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            texts.add(new ReferenceText(
                    blueprint,
                    parameters,
                    dropping,
                    batch.input().row(row),
                    batch.decoder() == null ? null : batch.decoder().row(row)));
        }
        Tokens read = batch.decoder() == null ? batch.input() : batch.decoder();
        Map<String, Double> byHead = new LinkedHashMap<>();
        Num sum = Num.constant(0);
        for (Labels labels : batch.labels()) {
            Num one = new ReferenceLoss(blueprint.head(labels.head()).labels(), read.length(), texts).of(labels);
            byHead.put(labels.head(), one.value());
            sum = sum.plus(one.times(labels.weight()));
        }
        return new Loss(sum, new Evaluation(sum.value(), byHead));
    }

    private ReferenceText text(Tokens input, @Nullable Tokens decoder) {
        return new ReferenceText(blueprint, new Parameters(weights), Dropping.NONE, input, decoder);
    }

    /// Every weight random, so that biases and norms at their usual start cannot hide a mistake.
    public static Weights randomWeights(Blueprint blueprint, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.initial(blueprint, seed).tensors().forEach((name, tensor) -> {
            float[] values = new float[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.values()[i] + (float) random.nextGaussian(0, 0.3);
            }
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        return new Weights(tensors);
    }
}
