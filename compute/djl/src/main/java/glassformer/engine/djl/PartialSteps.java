package glassformer.engine.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.TrainedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A training's steps in parts, see [glassformer.engine.ParallelSession]. On a GPU, kernels are only launched until
/// losses are asked for; so one thread keeps several busy, and each launch takes the seed that was set before it.
final class PartialSteps implements AutoCloseable {
    private final DjlTraining training;
    private final NDManager manager;
    private final InputBuffers inputs;
    private final Exchange exchange;
    private final List<Begun> begun = new ArrayList<>();
    private @Nullable Target target;

    /// A micro-batch's losses on the device: each head's, then their weighted sum.
    private record Begun(List<String> heads, NDArray losses) {}

    /// Where gradients add up.
    private record Target(TorchModule module, List<String> heads) {}

    PartialSteps(DjlTraining training, NDManager manager, InputBuffers inputs) {
        this.training = training;
        this.manager = manager;
        this.inputs = inputs;
        this.exchange = new Exchange(manager);
    }

    void accumulate(Batch batch, double share, long seed) {
        List<String> heads = training.modules().heads(batch);
        target = new Target(training.modules().of(heads), heads);
        try (NDManager scope = manager.newSubManager()) {
            Arguments arguments = new Arguments(scope, inputs.rewind());
            JniUtils.setSeed(seed);
            NDList all = arguments.scaled(batch, heads, 1);
            all.add(arguments.numbers(share));
            NDArray losses =
                    target.module().call(scope, "accumulate", true, all).get(0);
            losses.attach(manager);
            begun.add(new Begun(heads, losses));
        } catch (EngineException e) {
            throw DeviceFailure.told(e);
        }
    }

    List<Evaluation> losses() {
        try {
            return begun.stream().map(PartialSteps::read).toList();
        } catch (EngineException e) {
            throw DeviceFailure.told(e);
        }
    }

    private static Evaluation read(Begun one) {
        float[] values = one.losses().toFloatArray();
        Map<String, Double> byHead = new LinkedHashMap<>();
        for (int i = 0; i < one.heads().size(); i++) {
            byHead.put(one.heads().get(i), (double) values[i]);
        }
        return new Evaluation(values[one.heads().size()], byHead);
    }

    TrainedValues gradient() {
        NDManager scope = manager.newSubManager();
        return new DeviceValues(gathered(scope), scope::close);
    }

    void add(TrainedValues gradient) {
        try (NDManager scope = manager.newSubManager()) {
            exchange.add(gathered(scope), gradient);
        } catch (EngineException e) {
            throw DeviceFailure.told(e);
        }
    }

    private List<NDArray> gathered(NDManager scope) {
        NDArray none = new Arguments(scope, inputs.rewind()).whole(0);
        return List.copyOf(Objects.requireNonNull(target).module().call(scope, "gathered", false, new NDList(none)));
    }

    StepResult update(Evaluation losses, StepSettings settings) {
        Target from = Objects.requireNonNull(target);
        List<String> heads = from.heads();
        float[] values = new float[heads.size() + 1];
        for (int i = 0; i < heads.size(); i++) {
            values[i] = (float) (double) Objects.requireNonNull(losses.byHead().get(heads.get(i)));
        }
        values[heads.size()] = (float) losses.loss();
        try {
            return training.update(from.module(), heads, values, settings);
        } finally {
            drop();
        }
    }

    void forget() {
        drop();
        if (target != null) {
            training.forget(target.module());
        }
    }

    private void drop() {
        begun.forEach(one -> one.losses().close());
        begun.clear();
    }

    TrainedValues moving() {
        return new DeviceValues(training.moving(), () -> {});
    }

    void receive(TrainedValues moving) {
        try {
            exchange.copy(training.moving(), moving);
        } catch (EngineException e) {
            throw DeviceFailure.told(e);
        }
    }

    @Override
    public void close() {
        drop();
        exchange.close();
    }
}
