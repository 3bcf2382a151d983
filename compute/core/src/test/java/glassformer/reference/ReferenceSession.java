package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.AdamW;
import glassformer.engine.AdamWState;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.StepResult;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A session of [ReferenceEngine].
final class ReferenceSession implements ModelSession {
    private final Blueprint blueprint;
    private Weights weights;
    private @Nullable AdamW optimizer;
    private @Nullable AdamWState state;
    private @Nullable LearningRates rates;

    ReferenceSession(Blueprint blueprint, Weights weights) {
        this.blueprint = blueprint;
        this.weights = weights.checked(blueprint);
    }

    @Override
    public Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public void startTraining(AdamW optimizer, AdamWState state, LearningRates rates) {
        List<Weight> trained = rates.trained(blueprint);
        this.optimizer = optimizer;
        this.rates = rates;
        this.state = new AdamWState(
                state.steps(), state.first().checked(trained), state.second().checked(trained), state.missed());
    }

    @Override
    public StepResult step(List<Batch> microBatches, double learningRate, double clipNorm, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, double[]> gradients = new LinkedHashMap<>();
        Map<String, Double> byHead = new LinkedHashMap<>();
        double loss = 0;
        for (Batch batch : microBatches) {
            ReferenceModel.Result result = model().compute(batch, new Dropping(random));
            double share = 1.0 / microBatches.size();
            loss += share * result.evaluation().loss();
            result.evaluation().byHead().forEach((head, value) -> byHead.merge(head, share * value, Double::sum));
            result.gradients()
                    .forEach((name, values) -> gradients.merge(
                            name, Arrays.stream(values).map(v -> v * share).toArray(), (a, b) -> {
                                Arrays.setAll(a, i -> a[i] + b[i]);
                                return a;
                            }));
        }
        gradients.keySet().retainAll(Objects.requireNonNull(rates).factors().keySet());
        double norm = Math.sqrt(gradients.values().stream()
                .flatMapToDouble(Arrays::stream)
                .map(g -> g * g)
                .sum());
        if (Double.isFinite(norm)) {
            update(gradients, learningRate, clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1);
        }
        return new StepResult(loss, norm, byHead);
    }

    private void update(Map<String, double[]> gradients, double learningRate, double scale) {
        AdamW adamw = Objects.requireNonNull(optimizer);
        AdamWState before = Objects.requireNonNull(state);
        long steps = before.steps() + 1;
        Map<String, Tensor> values = new LinkedHashMap<>(weights.tensors());
        Map<String, Tensor> first = new LinkedHashMap<>();
        Map<String, Tensor> second = new LinkedHashMap<>();
        for (Weight weight : Objects.requireNonNull(rates).trained(blueprint)) {
            String name = weight.name();
            double rate = learningRate * Objects.requireNonNull(rates.factors().get(name));
            float[] theta = weights.get(name).values().clone();
            float[] m = before.first().get(name).values().clone();
            float[] v = before.second().get(name).values().clone();
            double[] g = Objects.requireNonNull(gradients.get(name));
            long own = before.stepsOf(name) + 1;
            for (int i = 0; i < theta.length; i++) {
                double gradient = g[i] * scale;
                m[i] = (float) (adamw.beta1() * m[i] + (1 - adamw.beta1()) * gradient);
                v[i] = (float) (adamw.beta2() * v[i] + (1 - adamw.beta2()) * gradient * gradient);
                double mean = m[i] / (1 - Math.pow(adamw.beta1(), own));
                double square = v[i] / (1 - Math.pow(adamw.beta2(), own));
                double decay = weight.decays() ? rate * adamw.weightDecay() : 0;
                theta[i] = (float) (theta[i] * (1 - decay) - rate * mean / (Math.sqrt(square) + adamw.epsilon()));
            }
            values.put(name, new Tensor(weight.shape(), theta));
            first.put(name, new Tensor(weight.shape(), m));
            second.put(name, new Tensor(weight.shape(), v));
        }
        weights = new Weights(values);
        state = new AdamWState(steps, new Weights(first), new Weights(second), before.missed());
    }

    @Override
    public Evaluation evaluate(Batch batch) {
        return model().evaluate(batch);
    }

    @Override
    public Tensor logits(Tokens input, @Nullable Tokens decoder, String name) {
        Head head = blueprint.head(name);
        int length = (decoder == null ? input : decoder).length();
        boolean tokens = head.labels() == LabelKind.TOKENS;
        int stride = head.size() * (tokens ? length : 1);
        float[] values = new float[input.size() * stride];
        for (int row = 0; row < input.size(); row++) {
            copy(model().logits(input.row(row), row(decoder, row), name), values, row * stride);
        }
        return tokens
                ? Tensor.of(values, input.size(), length, head.size())
                : Tensor.of(values, input.size(), head.size());
    }

    @Override
    public Tensor hidden(Tokens input, @Nullable Tokens decoder) {
        int length = (decoder == null ? input : decoder).length();
        int dim = blueprint.config().dim();
        float[] values = new float[input.size() * length * dim];
        for (int row = 0; row < input.size(); row++) {
            copy(model().hidden(input.row(row), row(decoder, row)), values, row * length * dim);
        }
        return Tensor.of(values, input.size(), length, dim);
    }

    @Override
    public List<Tensor> attention(Tokens input, @Nullable Tokens decoder) {
        return model().attention(input.row(0), row(decoder, 0)).stream()
                .map(pattern -> {
                    int rows = pattern[0].length;
                    int columns = pattern[0][0].length;
                    float[] values = new float[pattern.length * rows * columns];
                    for (int head = 0; head < pattern.length; head++) {
                        copy(pattern[head], values, head * rows * columns);
                    }
                    return Tensor.of(values, pattern.length, rows, columns);
                })
                .toList();
    }

    @Override
    public Weights gradients(Batch batch) {
        Map<String, double[]> gradients = model().gradients(batch);
        List<Weight> trained = rates == null ? ParameterTable.of(blueprint).weights() : rates.trained(blueprint);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Weight weight : trained) {
            float[] values = new float[Math.toIntExact(weight.size())];
            copy(new double[][] {Objects.requireNonNull(gradients.get(weight.name()))}, values, 0);
            tensors.put(weight.name(), new Tensor(weight.shape(), values));
        }
        return new Weights(tensors);
    }

    @Override
    public Decoding startDecoding(@Nullable Tokens source) {
        return new ReferenceDecoding(model(), blueprint, source);
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public AdamWState optimizerState() {
        if (state == null) {
            throw new IllegalStateException("startTraining comes before training");
        }
        return state;
    }

    @Override
    public void close() {}

    private ReferenceModel model() {
        return new ReferenceModel(blueprint, weights);
    }

    private static @Nullable Tokens row(@Nullable Tokens tokens, int row) {
        return tokens == null ? null : tokens.row(row);
    }

    private static void copy(double[][] rows, float[] into, int from) {
        int at = from;
        for (double[] row : rows) {
            for (double value : row) {
                into[at++] = (float) value;
            }
        }
    }
}
