package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Weight;
import glassformer.engine.AdamW;
import glassformer.engine.AdamWState;
import glassformer.engine.Batch;
import glassformer.engine.LearningRates;
import glassformer.engine.StepResult;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The optimizer's memory on a device and the steps that use it.
final class DjlTraining implements AutoCloseable {
    private final Parameters parameters;
    private final NDManager manager;
    private final InputBuffers inputs;
    private final AdamW settings;
    private final TrainingModules modules;
    private final List<Moments> moments = new ArrayList<>();
    private final Map<String, Long> missed;

    /// Of a group, in its order.
    private record Moments(
            TrainingScript.Group group, List<NDArray> first, List<NDArray> second, List<NDArray> steps) {}

    DjlTraining(
            Blueprint blueprint,
            Parameters parameters,
            NDManager manager,
            InputBuffers inputs,
            AdamW settings,
            AdamWState state,
            LearningRates rates) {
        if (!state.first().tensors().keySet().equals(rates.factors().keySet())) {
            throw new BadInputException(
                    "The optimizer's state is of other tensors than those that are trained; start the optimizer afresh.");
        }
        this.parameters = parameters;
        this.manager = manager;
        this.inputs = inputs;
        this.settings = settings;
        this.missed = state.missed();
        this.modules =
                new TrainingModules(blueprint, rates, parameters, manager, (script, module) -> bindGroups(module));
        for (TrainingScript.Group group : modules.groups()) {
            moments.add(new Moments(
                    group,
                    arrays(group, state.first()),
                    arrays(group, state.second()),
                    group.weights().stream()
                            .map(weight -> manager.create((float) state.stepsOf(weight.name())))
                            .toList()));
        }
    }

    private List<NDArray> arrays(TrainingScript.Group group, Weights values) {
        return group.weights().stream()
                .map(weight -> parameters.onDevice(manager, weight.name(), values.get(weight.name())))
                .toList();
    }

    private void bindGroups(TorchModule module) {
        for (int i = 0; i < moments.size(); i++) {
            Moments of = moments.get(i);
            NDList arguments = TorchModule.list("p", parameters.of(of.group().weights()));
            arguments.addAll(TorchModule.list("m", of.first()));
            arguments.addAll(TorchModule.list("v", of.second()));
            arguments.addAll(TorchModule.list("s", of.steps()));
            try (NDManager scope = manager.newSubManager()) {
                module.call(scope, "bind" + i, false, arguments).detach();
            }
        }
    }

    StepResult step(List<Batch> microBatches, double learningRate, double clipNorm, long seed) {
        List<String> heads = modules.heads(microBatches.getFirst());
        TorchModule module = modules.of(heads);
        try (NDManager scope = manager.newSubManager()) {
            Arguments arguments = new Arguments(scope, inputs.rewind());
            NDArray hyper = arguments.numbers(
                    learningRate,
                    clipNorm,
                    settings.beta1(),
                    settings.beta2(),
                    settings.epsilon(),
                    settings.weightDecay());
            JniUtils.setSeed(seed);
            if (microBatches.size() == 1) {
                NDList all = arguments.scaled(microBatches.getFirst(), heads);
                all.add(hyper);
                return result(module.call(scope, "train_step", true, all), heads);
            }
            float[] losses = new float[heads.size() + 1];
            double share = 1.0 / microBatches.size();
            for (Batch batch : microBatches) {
                NDList all = arguments.scaled(batch, heads);
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

    /// The norm, each head's loss, their weighted sum.
    private static StepResult result(NDList returned, List<String> heads) {
        float[] values = returned.get(0).toFloatArray();
        Map<String, Double> byHead = new LinkedHashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            byHead.put(heads.get(i), (double) values[1 + i]);
        }
        return new StepResult(values[1 + heads.size()], values[0], byHead);
    }

    Weights gradients(Batch batch) {
        return modules.gradients(batch, inputs);
    }

    AdamWState state() {
        List<Weight> weights = new ArrayList<>();
        List<NDArray> first = new ArrayList<>();
        List<NDArray> second = new ArrayList<>();
        for (Moments of : moments) {
            weights.addAll(of.group().weights());
            first.addAll(of.first());
            second.addAll(of.second());
        }
        long steps = moments.isEmpty()
                ? 0
                : (long) moments.getFirst().steps().getFirst().getFloat()
                        + missed.getOrDefault(weights.getFirst().name(), 0L);
        return new AdamWState(steps, parameters.named(weights, first), parameters.named(weights, second), missed);
    }

    @Override
    public void close() {
        modules.close();
        for (Moments of : moments) {
            of.first().forEach(NDArray::close);
            of.second().forEach(NDArray::close);
            of.steps().forEach(NDArray::close);
        }
    }
}
