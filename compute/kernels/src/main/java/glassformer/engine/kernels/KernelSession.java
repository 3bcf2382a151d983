package glassformer.engine.kernels;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.InputGradient;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Trace;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A blueprint as kernels, run by an [Executor]. Each shape of texts has a program of its own; a few are kept.
public final class KernelSession implements ModelSession {
    private static final int KEPT_PROGRAMS = 4;
    private static final UpdateRule NEVER_USED = UpdateRule.of(new Optimizer.Sgd(0, false, 0));

    private final Blueprint blueprint;
    private final Layout layout;
    private final Executor executor;
    private final Floats weights;
    private final Programs<Shape> forward = new Programs<>(KEPT_PROGRAMS);
    private @Nullable KernelTraining training;
    private @Nullable KernelTraining everything;
    private @Nullable Loaded idleDecoder;
    private long version = 1;
    private boolean closed;

    /// @param weights checked against the blueprint
    public KernelSession(Blueprint blueprint, Weights weights, Executor executor) {
        this.blueprint = blueprint;
        this.layout = new Layout(blueprint);
        this.executor = executor;
        this.weights = new Floats("weights", Transfer.ONCE, layout.size());
        layout.write(weights.checked(blueprint), this.weights.array());
    }

    @Override
    public Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates) {
        KernelTraining next = new KernelTraining(blueprint, layout, settled(), executor, rule, state, rates);
        closeTrainings();
        training = next;
        version++;
    }

    @Override
    public StepResult step(List<Batch> microBatches, StepSettings settings) {
        version++;
        return requireTraining().step(microBatches, settings);
    }

    @Override
    public Weights gradients(Batch batch) {
        if (training != null) {
            return training.gradients(batch);
        }
        if (everything == null) {
            LearningRates all = LearningRates.all(blueprint);
            everything = new KernelTraining(
                    blueprint,
                    layout,
                    weights,
                    executor,
                    NEVER_USED,
                    OptimizerState.fresh(NEVER_USED.optimizer(), blueprint),
                    all);
        }
        return everything.gradients(batch);
    }

    @Override
    public Evaluation evaluate(Batch batch) {
        Loaded loaded = loaded(batch.input(), batch.decoder());
        loaded.give(batch, 1);
        loaded.execution.run();
        return loaded.evaluation(batch);
    }

    @Override
    public Tensor logits(Tokens input, @Nullable Tokens decoder, String name) {
        Head head = blueprint.head(name);
        ModelProgram model = ran(input, decoder);
        Shape shape = model.shape();
        return read(
                model,
                Objects.requireNonNull(model.scores().get(name)),
                head.labels() == LabelKind.TOKENS
                        ? List.of(shape.texts(), shape.length(), head.size())
                        : List.of(shape.texts(), head.size()));
    }

    @Override
    public Tensor hidden(Tokens input, @Nullable Tokens decoder) {
        ModelProgram model = ran(input, decoder);
        Shape shape = model.shape();
        return read(
                model,
                model.hidden(),
                List.of(shape.texts(), shape.length(), model.hidden().columns()));
    }

    @Override
    public List<Tensor> attention(Tokens input, @Nullable Tokens decoder) {
        ModelProgram model = ran(input, decoder);
        List<Tensor> patterns = new ArrayList<>();
        for (AttentionTape.Look look : model.looks()) {
            Value pattern = look.pattern();
            int count = look.attention().heads();
            patterns.add(read(model, pattern, List.of(count, pattern.rows() / count, pattern.columns())));
        }
        return patterns;
    }

    @Override
    public Trace trace(Tokens input, @Nullable Tokens decoder) {
        return Traces.of(ran(input, decoder));
    }

    @Override
    public Tensor scores(Tensor hidden, String head) {
        Floats vectors = new Floats("vectors", Transfer.EACH, hidden.values().length);
        System.arraycopy(hidden.values(), 0, vectors.array(), 0, hidden.values().length);
        int length = hidden.shape().getFirst();
        settled();
        ModelProgram model = ModelProgram.head(
                blueprint, layout, weights, new Shape(1, length, blueprint.hasEncoder() ? 1 : 0), head, vectors);
        try (Loaded loaded = new Loaded(blueprint, model, executor, version)) {
            loaded.give(Tokens.of(new int[length]), null);
            loaded.execution.run();
            Value scores = Objects.requireNonNull(model.scores().get(head));
            return read(model, scores, List.of(length, scores.columns()));
        }
    }

    @Override
    public InputGradient inputGradient(Tokens input, String name, int place) {
        Head head = blueprint.head(name);
        if (head.labels() == LabelKind.TOKENS || blueprint.hasEncoder()) {
            throw new BadInputException("Only a head of whole texts has a score to ask by its tokens, and only in a"
                    + " model without an encoder and a decoder.");
        }
        Tokens text = input.row(0);
        ModelProgram.Salience salience =
                ModelProgram.salience(blueprint, layout, settled(), Shape.of(text, null), head);
        ModelProgram model = salience.model();
        try (Loaded loaded = new Loaded(blueprint, model, executor, version)) {
            loaded.give(text, null);
            salience.of().array()[place] = 1;
            loaded.execution.run();
            loaded.execution.fetch(List.of(salience.slopes()));
            Value embedded = model.hidden();
            Value scores = Objects.requireNonNull(model.scores().get(name));
            List<Integer> shape = List.of(embedded.rows(), embedded.columns());
            int to = embedded.at() + embedded.size();
            return new InputGradient(
                    Arrays.copyOfRange(model.values().array(), scores.at(), scores.at() + scores.size()),
                    read(model, embedded, shape),
                    new Tensor(shape, Arrays.copyOfRange(salience.slopes().array(), embedded.at(), to)));
        }
    }

    @Override
    public Decoding startDecoding(@Nullable Tokens source) {
        if ((source != null) != blueprint.hasEncoder()) {
            throw new IllegalArgumentException(
                    source == null ? "the model's encoder needs a source" : "the model has no encoder for a source");
        }
        Floats now = settled();
        if (source != null) {
            Loaded own = KernelDecoding.load(blueprint, layout, now, executor, source.row(0), version);
            return new KernelDecoding(blueprint, own, Loaded::close);
        }
        Loaded decoder = idleDecoder;
        idleDecoder = null;
        if (decoder == null) {
            decoder = KernelDecoding.load(blueprint, layout, now, executor, null, version);
        } else if (decoder.version != version) {
            decoder.execution.renew();
            decoder.version = version;
        }
        return new KernelDecoding(blueprint, decoder, this::putBack);
    }

    /// Getting a program ready takes long on some devices, so one is kept for the next text.
    private void putBack(Loaded decoder) {
        if (idleDecoder == null && !closed) {
            idleDecoder = decoder;
        } else {
            decoder.close();
        }
    }

    @Override
    public Weights weights() {
        return layout.read(settled().array(), layout.weights());
    }

    @Override
    public OptimizerState optimizerState() {
        return requireTraining().state();
    }

    @Override
    public void close() {
        closed = true;
        closeTrainings();
        if (idleDecoder != null) {
            idleDecoder.close();
            idleDecoder = null;
        }
        forward.close();
    }

    private void closeTrainings() {
        if (training != null) {
            training.close();
            training = null;
        }
        if (everything != null) {
            everything.close();
            everything = null;
        }
    }

    /// The weights as the last step left them, on the host.
    private Floats settled() {
        if (training != null) {
            training.settle();
        }
        return weights;
    }

    private ModelProgram ran(Tokens input, @Nullable Tokens decoder) {
        Loaded loaded = loaded(input, decoder);
        loaded.give(input, decoder);
        loaded.execution.run();
        loaded.execution.fetch(List.of(loaded.model.values()));
        return loaded.model;
    }

    private Loaded loaded(Tokens input, @Nullable Tokens decoder) {
        if ((decoder != null) != blueprint.hasEncoder()) {
            throw new IllegalArgumentException("an encoder and a decoder each read a text");
        }
        settled();
        Shape shape = Shape.of(input, decoder);
        Loaded loaded = forward.get(
                shape,
                () -> new Loaded(
                        blueprint, ModelProgram.forward(blueprint, layout, weights, shape), executor, version));
        if (loaded.version != version) {
            loaded.execution.renew();
            loaded.version = version;
        }
        return loaded;
    }

    private static Tensor read(ModelProgram model, Value value, List<Integer> shape) {
        return new Tensor(shape, Arrays.copyOfRange(model.values().array(), value.at(), value.at() + value.size()));
    }

    private KernelTraining requireTraining() {
        if (training == null) {
            throw new IllegalStateException("startTraining comes before training");
        }
        return training;
    }
}
