package glassformer.engine;

import glassformer.blueprint.ActivationSite;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.reference.ReferenceUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A model that sees one token back: the score of token `j` after token `i` is the product of the output
/// head's row `j` with the embedding of `i`. It takes any blueprint, learns with any rule and is deterministic;
/// the weights between embedding and head get no gradient. Attention is even over the past.
public final class BigramSession implements ModelSession {
    private static final String HEAD = "lm";

    private final Blueprint blueprint;
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final String embedding;
    private final String head;
    private final int vocabSize;
    private final int dim;
    private final int contextLength;
    private @Nullable UpdateRule rule;
    private @Nullable OptimizerState state;
    private @Nullable LearningRates rates;

    BigramSession(Blueprint blueprint, Weights weights) {
        this.blueprint = blueprint;
        weights.checked(blueprint).tensors().forEach((name, tensor) -> this.weights.put(name, copy(tensor)));
        vocabSize = blueprint.config().vocabSize();
        dim = blueprint.config().dim();
        contextLength = blueprint.config().contextLength();
        embedding = ((Layer.TokenEmbedding) first(Layer.TokenEmbedding.class))
                .table()
                .name();
        head = ((Layer.OutputHead) first(Layer.OutputHead.class)).table().name();
    }

    private Layer first(Class<? extends Layer> type) {
        return blueprint.layers().filter(type::isInstance).findFirst().orElseThrow();
    }

    @Override
    public Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates) {
        this.rule = rule;
        this.state = state;
        this.rates = rates;
    }

    @Override
    public StepResult step(List<Batch> microBatches, StepSettings settings) {
        Map<String, double[]> gradients = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> gradients.put(name, new double[tensor.values().length]));
        double[] mask = mask(settings.seed());
        double loss = 0;
        for (Batch batch : microBatches) {
            loss += accumulate(batch, mask, gradients, 1.0 / microBatches.size()) / microBatches.size();
        }
        ReferenceUpdate update = new ReferenceUpdate(
                blueprint,
                new Weights(weights),
                java.util.Objects.requireNonNull(rule),
                java.util.Objects.requireNonNull(state),
                java.util.Objects.requireNonNull(rates));
        Penalties penalties = update.penalties();
        Map<String, double[]> before = update.moving();
        double norm = update.update(gradients, settings);
        weights.putAll(update.weights().tensors());
        state = update.state();
        return new StepResult(
                loss,
                norm,
                Map.of(HEAD, loss),
                penalties,
                settings.watched()
                        ? Stream.concat(update.statistics(before, gradients).stream(), activations(microBatches))
                                .toList()
                        : List.of());
    }

    /// It has no layers: their values stand in, of each token's embedding, over and over; every other unit is dead.
    private Stream<TensorStatistics> activations(List<Batch> microBatches) {
        float[] rows = tensor(embedding).values();
        int[] ids = microBatches.stream()
                .flatMapToInt(batch -> Arrays.stream(batch.input().ids()))
                .toArray();
        return ActivationSite.of(blueprint).stream().map(site -> {
            double[][] values = new double[ids.length][site.units() == 0 ? dim : site.units()];
            for (int n = 0; n < ids.length; n++) {
                for (int i = 0; i < values[n].length; i++) {
                    values[n][i] = site.units() > 0 && i % 2 == 0 ? 0 : rows[ids[n] * dim + i % dim];
                }
            }
            return TensorStatistics.ofActivation(site, values);
        });
    }

    private double[] mask(long seed) {
        double rate = ((glassformer.blueprint.GptConfig) blueprint.config()).dropout();
        SplittableRandom random = new SplittableRandom(seed);
        double[] mask = new double[dim];
        for (int d = 0; d < dim; d++) {
            mask[d] = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
        }
        return mask;
    }

    private double accumulate(Batch batch, double[] mask, Map<String, double[]> gradients, double share) {
        double loss = 0;
        float[] rows = tensor(embedding).values();
        float[] columns = tensor(head).values();
        double[] rowGradient = java.util.Objects.requireNonNull(gradients.get(embedding));
        double[] columnGradient = java.util.Objects.requireNonNull(gradients.get(head));
        for (int n = 0; n < batch.tokens(); n++) {
            int input = batch.input().ids()[n];
            double[] probabilities = softmax(scores(input, mask));
            loss -= Math.log(probabilities[targets(batch)[n]]) / batch.tokens();
            for (int j = 0; j < vocabSize; j++) {
                double error = (probabilities[j] - (j == targets(batch)[n] ? 1 : 0)) * share / batch.tokens();
                for (int d = 0; d < dim; d++) {
                    rowGradient[input * dim + d] += error * columns[j * dim + d] * mask[d];
                    columnGradient[j * dim + d] += error * rows[input * dim + d] * mask[d];
                }
            }
        }
        return loss;
    }

    @Override
    public Evaluation evaluate(Batch batch) {
        double loss = 0;
        for (int n = 0; n < batch.tokens(); n++) {
            loss -= Math.log(softmax(scores(batch.input().ids()[n], ones()))[targets(batch)[n]]) / batch.tokens();
        }
        return new Evaluation(loss, Map.of(HEAD, loss));
    }

    private static int[] targets(Batch batch) {
        return ((Labels.Classes) batch.labels().getFirst()).labels();
    }

    @Override
    public Tensor logits(Tokens input, @Nullable Tokens decoder, String name) {
        int[] ids = input.ids();
        float[] all = new float[ids.length * vocabSize];
        for (int n = 0; n < ids.length; n++) {
            System.arraycopy(floats(scores(ids[n], ones())), 0, all, n * vocabSize, vocabSize);
        }
        return Tensor.of(all, input.size(), input.length(), vocabSize);
    }

    @Override
    public Tensor hidden(Tokens input, @Nullable Tokens decoder) {
        float[] all = new float[input.ids().length * dim];
        for (int n = 0; n < input.ids().length; n++) {
            System.arraycopy(tensor(embedding).values(), input.ids()[n] * dim, all, n * dim, dim);
        }
        return Tensor.of(all, input.size(), input.length(), dim);
    }

    @Override
    public List<Tensor> attention(Tokens input, @Nullable Tokens decoder) {
        int heads = blueprint.config().heads();
        int length = input.length();
        List<Tensor> layers = new ArrayList<>();
        for (int layer = 0; layer < blueprint.config().layers(); layer++) {
            float[] pattern = new float[heads * length * length];
            for (int row = 0; row < heads * length; row++) {
                int query = row % length;
                java.util.Arrays.fill(pattern, row * length, row * length + query + 1, 1f / (query + 1));
            }
            layers.add(Tensor.of(pattern, heads, length, length));
        }
        return layers;
    }

    @Override
    public Trace trace(Tokens input, @Nullable Tokens decoder) {
        throw new UnsupportedOperationException("a bigram model has no residual stream");
    }

    @Override
    public Tensor scores(Tensor hidden, String name) {
        throw new UnsupportedOperationException("a bigram model has no residual stream");
    }

    @Override
    public Weights gradients(Batch batch) {
        Map<String, double[]> gradients = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> gradients.put(name, new double[tensor.values().length]));
        accumulate(batch, ones(), gradients, 1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        gradients.forEach(
                (name, values) -> tensors.put(name, new Tensor(tensor(name).shape(), floats(values))));
        return new Weights(tensors);
    }

    @Override
    public Decoding startDecoding(@Nullable Tokens source) {
        return new Decoding() {
            private int length;

            @Override
            public int length() {
                return length;
            }

            @Override
            public float[] append(int[] ids) {
                if (length + ids.length > contextLength) {
                    throw new IllegalStateException("the context is full");
                }
                length += ids.length;
                return floats(scores(ids[ids.length - 1], ones()));
            }

            @Override
            public void clear() {
                length = 0;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Weights weights() {
        return copy(new Weights(weights));
    }

    @Override
    public OptimizerState optimizerState() {
        if (state == null) {
            throw new IllegalStateException("training has not started");
        }
        return state;
    }

    @Override
    public void close() {}

    private double[] scores(int input, double[] mask) {
        float[] rows = tensor(embedding).values();
        float[] columns = tensor(head).values();
        double[] scores = new double[vocabSize];
        for (int j = 0; j < vocabSize; j++) {
            for (int d = 0; d < dim; d++) {
                scores[j] += (double) columns[j * dim + d] * rows[input * dim + d] * mask[d];
            }
        }
        return scores;
    }

    private double[] ones() {
        double[] ones = new double[dim];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private Tensor tensor(String name) {
        return java.util.Objects.requireNonNull(weights.get(name));
    }

    private static double[] softmax(double[] scores) {
        double highest = java.util.Arrays.stream(scores).max().orElseThrow();
        double[] result =
                java.util.Arrays.stream(scores).map(s -> Math.exp(s - highest)).toArray();
        double sum = java.util.Arrays.stream(result).sum();
        return java.util.Arrays.stream(result).map(e -> e / sum).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static Tensor copy(Tensor tensor) {
        return new Tensor(tensor.shape(), tensor.values().clone());
    }

    private static Weights copy(Weights weights) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> copies.put(name, copy(tensor)));
        return new Weights(copies);
    }
}
