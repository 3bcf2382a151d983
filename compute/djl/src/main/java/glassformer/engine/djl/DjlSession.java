package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.engine.Batch;
import glassformer.engine.Computation;
import glassformer.engine.Evaluation;
import glassformer.engine.InputGradient;
import glassformer.engine.LearningRates;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.ParallelSession;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Trace;
import glassformer.engine.TrainedValues;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A blueprint compiled to TorchScript, its tensors on one device.
final class DjlSession implements ParallelSession {
    /// Gradients alone need no update, but a training module has one.
    private static final UpdateRule NEVER_USED = UpdateRule.of(new Optimizer.Sgd(0, false, 0));

    private final Blueprint blueprint;
    private final NDManager manager;
    private final TorchModule module;
    private final Parameters parameters;
    private final InputBuffers inputs = new InputBuffers();
    private @Nullable DjlTraining training;
    private @Nullable PartialSteps parts;
    private @Nullable TrainingModules everything;
    private @Nullable TorchModule tracing;
    private @Nullable TorchModule differentiating;
    private @Nullable Object cacheOwner;

    DjlSession(Blueprint blueprint, Weights weights, NDManager manager) {
        this.blueprint = blueprint;
        this.manager = manager;
        ModelScript script = ModelScript.of(blueprint, Products.of(manager.getDevice()));
        module = new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, script.lists(), script.source()));
        parameters = new Parameters(blueprint, weights, manager);
        parameters.bindTo(module, manager);
    }

    @Override
    public Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates) {
        startTraining(rule, state, rates, Computation.USUAL);
    }

    @Override
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates, Computation computation) {
        closeTraining();
        training = new DjlTraining(blueprint, parameters, manager, inputs, rule, state, rates, computation);
    }

    @Override
    public StepResult step(List<Batch> microBatches, StepSettings settings) {
        return requireTraining().step(microBatches, settings);
    }

    @Override
    public void accumulate(Batch microBatch, double share, long seed) {
        parts().accumulate(microBatch, share, seed);
    }

    @Override
    public List<Evaluation> losses() {
        return parts().losses();
    }

    @Override
    public TrainedValues gradient() {
        return parts().gradient();
    }

    @Override
    public void add(TrainedValues gradient) {
        parts().add(gradient);
    }

    @Override
    public StepResult update(Evaluation losses, StepSettings settings) {
        return parts().update(losses, settings);
    }

    @Override
    public void forget() {
        parts().forget();
    }

    @Override
    public TrainedValues moving() {
        return parts().moving();
    }

    @Override
    public void receive(TrainedValues moving) {
        parts().receive(moving);
    }

    private PartialSteps parts() {
        if (parts == null) {
            parts = new PartialSteps(requireTraining(), manager, inputs);
        }
        return parts;
    }

    @Override
    public Evaluation evaluate(Batch batch) {
        List<String> heads = blueprint.heads().stream().map(Head::name).toList();
        List<String> labelled = Arguments.labelled(blueprint, batch);
        double[] scales = Arguments.scales(batch, heads);
        try (NDManager scope = manager.newSubManager()) {
            NDList arguments = arguments(scope).scaled(batch, heads);
            float[] losses =
                    module.call(scope, "evaluate", false, arguments).get(0).toFloatArray();
            Map<String, Double> byHead = new LinkedHashMap<>();
            double total = 0;
            for (int i = 0; i < losses.length; i++) {
                String head = labelled.get(i);
                total += scales[heads.indexOf(head)] * losses[i];
                byHead.put(head, (double) losses[i]);
            }
            return new Evaluation(total, byHead);
        }
    }

    @Override
    public Tensor logits(Tokens input, @Nullable Tokens decoder, String head) {
        int place = blueprint.heads().indexOf(blueprint.head(head));
        return run("logits" + place, input, decoder);
    }

    @Override
    public Tensor hidden(Tokens input, @Nullable Tokens decoder) {
        return run("hidden", input, decoder);
    }

    private Tensor run(String method, Tokens input, @Nullable Tokens decoder) {
        try (NDManager scope = manager.newSubManager()) {
            NDList arguments = arguments(scope).reads(input, decoder);
            return Arguments.tensor(module.call(scope, method, false, arguments).get(0));
        }
    }

    @Override
    public List<Tensor> attention(Tokens input, @Nullable Tokens decoder) {
        try (NDManager scope = manager.newSubManager()) {
            NDList arguments = arguments(scope).reads(input, decoder);
            NDList patterns = module.call(scope, "attention", false, arguments);
            return patterns.stream().map(DjlSession::ofOneText).toList();
        }
    }

    @Override
    public Trace trace(Tokens input, @Nullable Tokens decoder) {
        if (tracing == null) {
            TraceScript script = TraceScript.of(blueprint);
            tracing = new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, script.lists(), script.source()));
            parameters.bindTo(tracing, manager);
        }
        try (NDManager scope = manager.newSubManager()) {
            List<Tensor> all = tracing
                    .call(scope, "trace", false, arguments(scope).reads(input, decoder))
                    .stream()
                    .map(DjlSession::ofOneText)
                    .toList();
            return Trace.of(
                    all, blueprint.attentions().size(), blueprint.residuals().size());
        }
    }

    @Override
    public Tensor scores(Tensor hidden, String head) {
        int place = blueprint.heads().indexOf(blueprint.head(head));
        int length = hidden.shape().getFirst();
        Tokens any = Tokens.of(new int[length]);
        try (NDManager scope = manager.newSubManager()) {
            NDList arguments = new NDList(Arguments.array(
                    scope, new Tensor(List.of(1, length, hidden.shape().getLast()), hidden.values())));
            arguments.addAll(arguments(scope).reads(any, blueprint.hasEncoder() ? any : null));
            return ofOneText(
                    module.call(scope, "head" + place, false, arguments).get(0));
        }
    }

    /// `(1, ...) -> (...)`
    private static Tensor ofOneText(NDArray array) {
        Tensor whole = Arguments.tensor(array);
        return new Tensor(whole.shape().subList(1, whole.shape().size()), whole.values());
    }

    @Override
    public Weights gradients(Batch batch) {
        if (training != null) {
            return training.gradients(batch);
        }
        if (everything == null) {
            everything = new TrainingModules(
                    blueprint,
                    DescentScript.of(NEVER_USED, blueprint, LearningRates.all(blueprint)),
                    parameters,
                    manager,
                    made -> {},
                    Computation.USUAL);
        }
        return everything.gradients(batch, inputs, 1);
    }

    @Override
    public InputGradient inputGradient(Tokens input, String head, int place) {
        int index = blueprint.heads().indexOf(blueprint.head(head));
        if (differentiating == null) {
            SalienceScript script = SalienceScript.of(blueprint);
            differentiating =
                    new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, script.lists(), script.source()));
            parameters.bindTo(differentiating, manager);
        }
        try (NDManager scope = manager.newSubManager()) {
            Arguments made = arguments(scope);
            NDList arguments = made.reads(input, null);
            arguments.add(made.whole(place));
            NDList found = differentiating.call(scope, "salience" + index, true, arguments);
            return new InputGradient(
                    Arguments.tensor(found.get(0)).values(), ofOneText(found.get(1)), ofOneText(found.get(2)));
        }
    }

    @Override
    public Decoding startDecoding(@Nullable Tokens source) {
        return new CachedDecoding(this, manager.newSubManager(), source);
    }

    /// The keys and values of a source, in turn, in a decoding's care.
    List<NDArray> remember(NDManager owner, Tokens source) {
        NDList arguments = arguments(owner).reads(source, null);
        return List.copyOf(module.call(owner, "remember", false, arguments));
    }

    /// Runs `prefill` or `next` with a decoding's cache.
    float[] decode(CachedDecoding owner, String method, int[] ids, int start) {
        try (NDManager scope = manager.newSubManager()) {
            if (cacheOwner != owner) {
                bind(scope, "bind_cache", owner.keys(), owner.values());
                if (!owner.memoryKeys().isEmpty()) {
                    bind(scope, "bind_memory", owner.memoryKeys(), owner.memoryValues());
                }
                cacheOwner = owner;
            }
            Arguments made = arguments(scope);
            NDList arguments = new NDList(made.ids(Tokens.of(ids)), made.whole(start));
            return module.call(scope, method, false, arguments).get(0).toFloatArray();
        }
    }

    /// For the next call; what was made for the one before is not read any more.
    private Arguments arguments(NDManager scope) {
        return new Arguments(scope, inputs.rewind());
    }

    private void bind(NDManager scope, String method, List<NDArray> keys, List<NDArray> values) {
        NDList caches = TorchModule.list("k", keys);
        caches.addAll(TorchModule.list("v", values));
        module.call(scope, method, false, caches).detach();
    }

    @Override
    public Weights weights() {
        return parameters.weights();
    }

    @Override
    public OptimizerState optimizerState() {
        return requireTraining().state();
    }

    @Override
    public void close() {
        closeTraining();
        if (everything != null) {
            everything.close();
        }
        if (tracing != null) {
            tracing.close();
        }
        if (differentiating != null) {
            differentiating.close();
        }
        module.close();
        manager.close();
    }

    private void closeTraining() {
        if (parts != null) {
            parts.close();
            parts = null;
        }
        if (training != null) {
            training.close();
        }
    }

    private DjlTraining requireTraining() {
        if (training == null) {
            throw new IllegalStateException("startTraining comes before training");
        }
        return training;
    }
}
