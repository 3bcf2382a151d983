package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.AdamW;
import glassformer.engine.AdamWState;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.engine.StepResult;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A blueprint compiled to TorchScript, its tensors on one device.
final class DjlSession implements ModelSession {
    private final Blueprint blueprint;
    private final NDManager manager;
    private final TorchModule module;
    private final List<Weight> order;
    private final int decaying;
    private final Layouts layouts;
    private final List<NDArray> parameters = new ArrayList<>();
    private final List<NDArray> firstMoments = new ArrayList<>();
    private final List<NDArray> secondMoments = new ArrayList<>();
    private final List<NDArray> stepCounts = new ArrayList<>();
    private @Nullable AdamW optimizer;
    private @Nullable Object cacheOwner;

    DjlSession(Blueprint blueprint, Weights weights, NDManager manager) {
        this.blueprint = blueprint;
        this.manager = manager;
        ModelScript script = ModelScript.of(blueprint, Products.of(manager.getDevice()));
        this.layouts = Layouts.of(blueprint);
        this.order = script.parameters();
        this.decaying = script.decaying();
        this.module =
                new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, ModelScript.LISTS, script.source()));
        for (Weight weight : order) {
            NDArray parameter = array(manager, layouts.turn(weight.name(), weights.get(weight.name())));
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        try (NDManager scope = manager.newSubManager()) {
            module.call(scope, "bind", false, TorchModule.list("p", parameters)).detach();
        }
    }

    @Override
    public Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public void startTraining(AdamW settings, AdamWState state) {
        optimizer = settings;
        closeAll(firstMoments);
        closeAll(secondMoments);
        closeAll(stepCounts);
        for (Weight weight : order) {
            firstMoments.add(
                    array(manager, layouts.turn(weight.name(), state.first().get(weight.name()))));
            secondMoments.add(
                    array(manager, layouts.turn(weight.name(), state.second().get(weight.name()))));
            stepCounts.add(manager.create((float) state.steps()));
        }
        bind("bind_decaying", 0, decaying);
        if (decaying < order.size()) {
            bind("bind_other", decaying, order.size());
        }
    }

    private void bind(String method, int from, int to) {
        NDList arguments = TorchModule.list("p", parameters.subList(from, to));
        arguments.addAll(TorchModule.list("m", firstMoments.subList(from, to)));
        arguments.addAll(TorchModule.list("v", secondMoments.subList(from, to)));
        arguments.addAll(TorchModule.list("s", stepCounts.subList(from, to)));
        try (NDManager scope = manager.newSubManager()) {
            module.call(scope, method, false, arguments).detach();
        }
    }

    @Override
    public StepResult step(List<Batch> microBatches, double learningRate, double clipNorm, long seed) {
        AdamW settings = requireTraining();
        try (NDManager scope = manager.newSubManager()) {
            NDArray hyper = scope.create(new double[] {
                learningRate, clipNorm, settings.beta1(), settings.beta2(), settings.epsilon(), settings.weightDecay()
            });
            JniUtils.setSeed(seed);
            if (microBatches.size() == 1) {
                Batch batch = microBatches.getFirst();
                return result(module.call(scope, "train_step", true, inputs(scope, batch, hyper)));
            }
            double share = 1.0 / microBatches.size();
            double loss = 0;
            for (Batch batch : microBatches) {
                NDList arguments = inputs(scope, batch, scope.create(new double[] {share}));
                loss += share
                        * module.call(scope, "accumulate", true, arguments)
                                .get(0)
                                .getFloat();
            }
            NDList arguments = new NDList(scope.create((float) loss), hyper);
            return result(module.call(scope, "update", true, arguments));
        }
    }

    private static StepResult result(NDList returned) {
        float[] values = returned.get(0).toFloatArray();
        return new StepResult(values[0], values[1]);
    }

    @Override
    public double evaluate(Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            return module.call(scope, "evaluate", false, inputs(scope, batch))
                    .get(0)
                    .getFloat();
        }
    }

    @Override
    public Tensor logits(int[] ids, int size, int length) {
        try (NDManager scope = manager.newSubManager()) {
            NDList result = module.call(scope, "forward", false, new NDList(ids(scope, ids, size, length)));
            return tensor(result.get(0));
        }
    }

    @Override
    public List<Tensor> attention(int[] ids) {
        try (NDManager scope = manager.newSubManager()) {
            NDList patterns = module.call(scope, "attention", false, new NDList(ids(scope, ids, 1, ids.length)));
            return patterns.stream()
                    .map(pattern -> {
                        Tensor whole = tensor(pattern); // (1, H, T, T)
                        return new Tensor(whole.shape().subList(1, 4), whole.values());
                    })
                    .toList();
        }
    }

    @Override
    public Weights gradients(Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            return named(module.call(scope, "gradients", true, inputs(scope, batch)));
        }
    }

    @Override
    public Decoding startDecoding() {
        return new CachedDecoding(this, manager.newSubManager());
    }

    /// Runs `prefill` or `next` with a decoding's cache.
    float[] decode(CachedDecoding owner, String method, int[] ids, int start) {
        try (NDManager scope = manager.newSubManager()) {
            if (cacheOwner != owner) {
                NDList caches = TorchModule.list("k", owner.keys());
                caches.addAll(TorchModule.list("v", owner.values()));
                module.call(scope, "bind_cache", false, caches).detach();
                cacheOwner = owner;
            }
            NDList arguments = new NDList(ids(scope, ids, 1, ids.length), scope.create(new int[] {start}));
            return module.call(scope, method, false, arguments).get(0).toFloatArray();
        }
    }

    @Override
    public Weights weights() {
        return named(new NDList(parameters));
    }

    @Override
    public AdamWState optimizerState() {
        requireTraining();
        long steps = (long) stepCounts.getFirst().getFloat();
        return new AdamWState(steps, named(new NDList(firstMoments)), named(new NDList(secondMoments)));
    }

    @Override
    public void close() {
        module.close();
        manager.close();
    }

    private AdamW requireTraining() {
        if (optimizer == null) {
            throw new IllegalStateException("startTraining comes before training");
        }
        return optimizer;
    }

    /// Tensors that stand in this session's order, in the blueprint's.
    private Weights named(NDList arrays) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (int i = 0; i < order.size(); i++) {
            String name = order.get(i).name();
            byName.put(name, layouts.turn(name, tensor(arrays.get(i))));
        }
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            ordered.put(weight.name(), java.util.Objects.requireNonNull(byName.get(weight.name())));
        }
        return new Weights(ordered);
    }

    private static NDList inputs(NDManager scope, Batch batch, NDArray... more) {
        NDList list = new NDList(
                ids(scope, batch.inputs(), batch.size(), batch.length()),
                ids(scope, batch.targets(), batch.size(), batch.length()));
        list.addAll(List.of(more));
        return list;
    }

    private static NDArray ids(NDManager scope, int[] ids, int size, int length) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        return scope.create(wide, new Shape(size, length));
    }

    private static NDArray array(NDManager manager, Tensor tensor) {
        return manager.create(
                tensor.values(),
                new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray()));
    }

    private static Tensor tensor(NDArray array) {
        float[] values = array.getDataType() == DataType.FLOAT32
                ? array.toFloatArray()
                : array.toType(DataType.FLOAT32, true).toFloatArray();
        List<Integer> shape = new ArrayList<>();
        for (long size : array.getShape().getShape()) {
            shape.add(Math.toIntExact(size));
        }
        return new Tensor(shape, values);
    }

    private static void closeAll(List<NDArray> arrays) {
        arrays.forEach(NDArray::close);
        arrays.clear();
    }
}
