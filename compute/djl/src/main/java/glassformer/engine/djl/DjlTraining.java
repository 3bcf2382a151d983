package glassformer.engine.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Weight;
import glassformer.engine.Batch;
import glassformer.engine.Computation;
import glassformer.engine.LearningRates;
import glassformer.engine.LossScale;
import glassformer.engine.OptimizerState;
import glassformer.engine.Penalties;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.TensorStatistics;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The optimizer's memory on a device and the steps that use it.
final class DjlTraining implements AutoCloseable {
    private final Blueprint blueprint;
    private final Parameters model;
    private final Parameters live;
    private final NDManager manager;
    private final InputBuffers inputs;
    private final UpdateRule rule;
    private final DescentScript descent;
    private final TrainingModules modules;
    private final List<Memory> memories = new ArrayList<>();
    private final Map<String, Long> missed;
    private final Computation computation;
    private LossScale lossScale;
    private @Nullable ActivationWatch watch;
    private long steps;

    /// Of a group, each list in its order.
    ///
    /// @param kinds in the order of [glassformer.engine.Optimizer#memory]
    private record Memory(List<NDArray> steps, List<List<NDArray>> kinds) {}

    /// @param model the weights that the session shows
    DjlTraining(
            Blueprint blueprint,
            Parameters model,
            NDManager manager,
            InputBuffers inputs,
            UpdateRule rule,
            OptimizerState state,
            LearningRates rates,
            Computation computation) {
        this.computation = computation;
        this.lossScale = state.lossScale();
        this.blueprint = blueprint;
        this.model = model;
        this.manager = manager;
        this.inputs = inputs;
        this.rule = rule;
        this.missed = state.missed();
        this.steps = state.steps();
        descent = DescentScript.of(rule, blueprint, rates);
        List<Weight> trained = rates.trained(blueprint);
        Map<String, Weights> memory = new LinkedHashMap<>();
        rule.optimizer().memory().forEach(kind -> memory.put(kind, state.memory(kind, trained)));
        live = rule.averages() ? model.withOwn(trained, state.live(), manager) : model;
        modules = new TrainingModules(blueprint, descent, live, manager, this::bindGroups, computation);
        for (DescentScript.Group group : descent.groups()) {
            memories.add(new Memory(
                    group.weights().stream()
                            .map(weight -> manager.create((float) state.stepsOf(weight.name())))
                            .toList(),
                    memory.values().stream()
                            .map(values -> arrays(group, values))
                            .toList()));
        }
    }

    private List<NDArray> arrays(DescentScript.Group group, Weights values) {
        return group.weights().stream()
                .map(weight -> model.onDevice(manager, weight.name(), values.get(weight.name())))
                .toList();
    }

    private void bindGroups(TorchModule module) {
        for (int i = 0; i < memories.size(); i++) {
            List<Weight> weights = descent.groups().get(i).weights();
            List<List<NDArray>> lists = new ArrayList<>();
            lists.add(live.of(weights));
            lists.add(memories.get(i).steps());
            lists.addAll(memories.get(i).kinds());
            if (rule.averages()) {
                lists.add(model.of(weights));
            }
            NDList arguments = new NDList();
            for (int k = 0; k < lists.size(); k++) {
                arguments.addAll(TorchModule.list("l" + k, lists.get(k)));
            }
            try (NDManager scope = manager.newSubManager()) {
                module.call(scope, "bind" + i, false, arguments).detach();
            }
        }
    }

    StepResult step(List<Batch> microBatches, StepSettings settings) {
        List<String> heads = modules.heads(microBatches.getFirst());
        TorchModule module = modules.of(heads);
        try {
            List<TensorStatistics> activations = settings.watched() ? watch().look(microBatches, inputs) : List.of();
            StepResult result = step(microBatches, settings, heads, module);
            return result.statistics().isEmpty() ? result : result.and(activations);
        } catch (EngineException e) {
            throw failed(module, e);
        }
    }

    private RuntimeException failed(TorchModule module, EngineException e) {
        // Gradients of earlier micro-batches are of no use any more.
        forget(module);
        // What is watched after the update found no memory: such a step must not be done again.
        return updated() ? e : DeviceFailure.told(e);
    }

    void forget(TorchModule module) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray none = new Arguments(scope, inputs.rewind()).whole(0);
            module.call(scope, "forget", false, new NDList(none)).detach();
        }
    }

    /// The second half of a step: the update with what a module has accumulated.
    ///
    /// @param losses each head's and their weighted sum
    StepResult update(TorchModule module, List<String> heads, float[] losses, StepSettings settings) {
        try (NDManager scope = manager.newSubManager()) {
            Arguments arguments = new Arguments(scope, inputs.rewind());
            JniUtils.setSeed(settings.seed());
            NDList all = new NDList(arguments.numbers(losses), hyper(arguments, settings));
            return result(module.call(scope, "update", true, all), heads);
        } catch (EngineException e) {
            throw failed(module, e);
        }
    }

    private NDArray hyper(Arguments arguments, StepSettings settings) {
        return arguments.numbers(
                settings.learningRate(),
                settings.clipNorm(),
                settings.noise(),
                rule.newestShare(steps + 1),
                settings.watched() ? 1 : 0,
                1 / scale());
    }

    TrainingModules modules() {
        return modules;
    }

    /// What steps change, in the order of the gradients.
    List<NDArray> moving() {
        return live.of(descent.trained());
    }

    private ActivationWatch watch() {
        if (watch == null) {
            watch = new ActivationWatch(blueprint, live, manager);
        }
        return watch;
    }

    private StepResult step(List<Batch> microBatches, StepSettings settings, List<String> heads, TorchModule module) {
        try (NDManager scope = manager.newSubManager()) {
            Arguments arguments = new Arguments(scope, inputs.rewind());
            NDArray hyper = hyper(arguments, settings);
            JniUtils.setSeed(settings.seed());
            if (microBatches.size() == 1) {
                NDList all = arguments.scaled(microBatches.getFirst(), heads, scale());
                all.add(hyper);
                return result(module.call(scope, "train_step", true, all), heads);
            }
            float[] losses = new float[heads.size() + 1];
            double share = 1.0 / microBatches.size();
            for (Batch batch : microBatches) {
                NDList all = arguments.scaled(batch, heads, scale());
                all.add(arguments.numbers(share));
                float[] mine =
                        module.call(scope, "accumulate", true, all).get(0).toFloatArray();
                for (int i = 0; i < losses.length; i++) {
                    losses[i] += (float) (share * mine[i]);
                }
            }
            return result(module.call(scope, "update", true, new NDList(arguments.numbers(losses), hyper)), heads);
        }
    }

    private double scale() {
        return computation.precision().scalesLoss() ? lossScale.value() : 1;
    }

    /// Whether the device has done an update that was not counted here.
    private boolean updated() {
        if (memories.isEmpty()) {
            return false;
        }
        String name = descent.trained().getFirst().name();
        long done = (long) memories.getFirst().steps().getFirst().getFloat();
        return done != steps - missed.getOrDefault(name, 0L);
    }

    /// The norm, each head's loss, their weighted sum and the penalties, if any.
    private StepResult result(NDList returned, List<String> heads) {
        float[] values = returned.get(0).toFloatArray();
        boolean finite = Float.isFinite(values[0]);
        if (finite) {
            steps++; // as the script does
        }
        boolean scales = computation.precision().scalesLoss();
        LossScale used = lossScale;
        if (scales) {
            lossScale = used.after(finite);
        }
        Map<String, Double> byHead = new LinkedHashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            byHead.put(heads.get(i), (double) values[1 + i]);
        }
        int sum = 1 + heads.size();
        boolean penalized = descent.penalizes();
        Penalties penalties = penalized ? new Penalties(values[sum + 1], values[sum + 2]) : Penalties.NONE;
        return new StepResult(
                values[sum],
                values[0],
                byHead,
                penalties,
                WatchedValues.read(descent.trained(), values, sum + (penalized ? 3 : 1)),
                scales ? used : null);
    }

    Weights gradients(Batch batch) {
        return modules.gradients(batch, inputs, scale());
    }

    OptimizerState state() {
        List<Weight> weights = descent.trained();
        Map<String, Weights> memory = new LinkedHashMap<>();
        List<String> kinds = rule.optimizer().memory();
        for (int k = 0; k < kinds.size(); k++) {
            List<NDArray> arrays = new ArrayList<>();
            for (Memory of : memories) {
                arrays.addAll(of.kinds().get(k));
            }
            memory.put(kinds.get(k), model.named(weights, arrays));
        }
        Weights moving =
                rule.averages() ? live.named(weights, live.of(weights)) : new Weights(Map.<String, Tensor>of());
        return new OptimizerState(steps, memory, moving, missed, lossScale);
    }

    @Override
    public void close() {
        modules.close();
        if (watch != null) {
            watch.close();
        }
        for (Memory of : memories) {
            of.steps().forEach(NDArray::close);
            of.kinds().forEach(kind -> kind.forEach(NDArray::close));
        }
        if (rule.averages()) {
            live.of(descent.trained()).forEach(NDArray::close);
        }
    }
}
