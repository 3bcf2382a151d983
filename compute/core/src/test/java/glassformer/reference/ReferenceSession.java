package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.InputGradient;
import glassformer.engine.LearningRates;
import glassformer.engine.OptimizerState;
import glassformer.engine.ParallelSession;
import glassformer.engine.Penalties;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.TensorStatistics;
import glassformer.engine.Tokens;
import glassformer.engine.Trace;
import glassformer.engine.TrainedValues;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A session of [ReferenceEngine].
final class ReferenceSession implements ParallelSession {
    private final Blueprint blueprint;
    private final Map<String, double[]> gradients = new LinkedHashMap<>();
    private final List<Evaluation> losses = new ArrayList<>();
    private Weights weights;
    private @Nullable UpdateRule rule;
    private @Nullable OptimizerState state;
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
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates) {
        List<Weight> trained = rates.trained(blueprint);
        rule.optimizer().memory().forEach(kind -> state.memory(kind, trained));
        this.rule = rule;
        this.rates = rates;
        this.state = state;
    }

    @Override
    public StepResult step(List<Batch> microBatches, StepSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        Map<String, Double> byHead = new LinkedHashMap<>();
        double loss = 0;
        double share = 1.0 / microBatches.size();
        for (Batch batch : microBatches) {
            Evaluation evaluation = accumulate(batch, share, random);
            loss += share * evaluation.loss();
            evaluation.byHead().forEach((head, value) -> byHead.merge(head, share * value, Double::sum));
        }
        return update(new Evaluation(loss, byHead), settings);
    }

    private Evaluation accumulate(Batch batch, double share, SplittableRandom random) {
        ReferenceModel.Result result = live().compute(batch, new Dropping(random));
        result.gradients()
                .forEach((name, values) ->
                        add(name, Arrays.stream(values).map(v -> v * share).toArray()));
        return result.evaluation();
    }

    private void add(String name, double[] values) {
        gradients.merge(name, values, (a, b) -> {
            Arrays.setAll(a, i -> a[i] + b[i]);
            return a;
        });
    }

    @Override
    public void accumulate(Batch microBatch, double share, long seed) {
        losses.add(accumulate(microBatch, share, new SplittableRandom(seed)));
    }

    @Override
    public List<Evaluation> losses() {
        return List.copyOf(losses);
    }

    @Override
    public TrainedValues gradient() {
        Map<String, double[]> trained = new LinkedHashMap<>();
        names().forEach(name -> trained.put(name, Objects.requireNonNull(gradients.get(name))));
        return new ReferenceValues(trained);
    }

    @Override
    public void add(TrainedValues gradient) {
        Map<String, double[]> shapes = new LinkedHashMap<>();
        names().forEach(name -> shapes.put(name, new double[Objects.requireNonNull(gradients.get(name)).length]));
        ReferenceValues.read(gradient, shapes).values().forEach(this::add);
    }

    @Override
    public TrainedValues moving() {
        Map<String, double[]> values = new LinkedHashMap<>();
        Weights now = weights.with(Objects.requireNonNull(state).live());
        names().forEach(name -> values.put(name, wide(now.get(name).values())));
        return new ReferenceValues(values);
    }

    @Override
    public void receive(TrainedValues moving) {
        Map<String, double[]> shapes = new LinkedHashMap<>();
        names().forEach(name -> shapes.put(name, new double[weights.get(name).values().length]));
        Map<String, Tensor> received = new LinkedHashMap<>();
        ReferenceValues.read(moving, shapes).values().forEach((name, values) -> {
            float[] narrow = new float[values.length];
            copy(new double[][] {values}, narrow, 0);
            received.put(name, new Tensor(weights.get(name).shape(), narrow));
        });
        weights = weights.with(new Weights(received));
    }

    private List<String> names() {
        return Objects.requireNonNull(rates).trained(blueprint).stream()
                .map(Weight::name)
                .toList();
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    @Override
    public void forget() {
        gradients.clear();
        losses.clear();
    }

    @Override
    public StepResult update(Evaluation mean, StepSettings settings) {
        ReferenceUpdate update = new ReferenceUpdate(
                blueprint,
                weights,
                Objects.requireNonNull(rule),
                Objects.requireNonNull(state),
                Objects.requireNonNull(rates));
        Penalties penalties = update.penalties();
        Map<String, double[]> before = update.moving();
        double norm = update.update(gradients, settings);
        List<TensorStatistics> statistics = List.of();
        if (Double.isFinite(norm)) {
            weights = update.weights();
            state = update.state();
            if (settings.watched()) {
                statistics = update.statistics(before, gradients);
            }
        }
        forget();
        return new StepResult(mean.loss(), norm, mean.byHead(), penalties, statistics);
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
                .map(ReferenceSession::tensor)
                .toList();
    }

    @Override
    public Trace trace(Tokens input, @Nullable Tokens decoder) {
        return new Trace(
                model().looks(input.row(0), row(decoder, 0)).stream()
                        .map(look -> new Trace.Look(
                                tensor(look.queries()),
                                tensor(look.keys()),
                                tensor(look.values()),
                                tensor(look.scores()),
                                tensor(look.mixed())))
                        .toList(),
                model().stages(input.row(0), row(decoder, 0)).stream()
                        .map(stage -> new Trace.Stage(tensor(stage[0]), tensor(stage[1]), tensor(stage[2])))
                        .toList(),
                model().activations(input.row(0), row(decoder, 0)).stream()
                        .map(ReferenceSession::tensor)
                        .toList());
    }

    @Override
    public Tensor scores(Tensor hidden, String head) {
        int dim = hidden.shape().getLast();
        double[][] vectors = new double[hidden.shape().getFirst()][dim];
        for (int t = 0; t < vectors.length; t++) {
            for (int c = 0; c < dim; c++) {
                vectors[t][c] = hidden.values()[t * dim + c];
            }
        }
        return tensor(model().scores(vectors, head));
    }

    private static Tensor tensor(double[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        copy(rows, values, 0);
        return Tensor.of(values, rows.length, rows[0].length);
    }

    /// Of heads.
    private static Tensor tensor(double[][][] heads) {
        int rows = heads[0].length;
        int columns = heads[0][0].length;
        float[] values = new float[heads.length * rows * columns];
        for (int head = 0; head < heads.length; head++) {
            copy(heads[head], values, head * rows * columns);
        }
        return Tensor.of(values, heads.length, rows, columns);
    }

    @Override
    public Weights gradients(Batch batch) {
        Map<String, double[]> gradients = live().gradients(batch);
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
    public InputGradient inputGradient(Tokens input, String head, int place) {
        ReferenceSalience salience = new ReferenceSalience(blueprint, weights, input);
        float[] scores = new float[blueprint.head(head).size()];
        copy(new double[][] {salience.scores(salience.embedding(), head)}, scores, 0);
        return new InputGradient(scores, tensor(salience.embedding()), tensor(salience.gradient(head, place)));
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
    public OptimizerState optimizerState() {
        if (state == null) {
            throw new IllegalStateException("startTraining comes before training");
        }
        return state;
    }

    @Override
    public void close() {}

    /// What steps change.
    private ReferenceModel live() {
        return new ReferenceModel(blueprint, state == null ? weights : weights.with(state.live()));
    }

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
