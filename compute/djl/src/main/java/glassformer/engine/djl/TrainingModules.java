package glassformer.engine.djl;

import ai.djl.ndarray.NDManager;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.engine.Batch;
import glassformer.engine.Computation;
import glassformer.engine.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The compiled training steps of a model, one for each set of heads that came with labels, made when first needed.
final class TrainingModules implements AutoCloseable {
    private final Blueprint blueprint;
    private final DescentScript descent;
    private final Parameters parameters;
    private final NDManager manager;
    private final Consumer<TorchModule> bind;
    private final Computation computation;
    private final Map<List<String>, TorchModule> byHeads = new HashMap<>();

    /// @param bind gives a new module what it needs besides the parameters
    TrainingModules(
            Blueprint blueprint,
            DescentScript descent,
            Parameters parameters,
            NDManager manager,
            Consumer<TorchModule> bind,
            Computation computation) {
        this.computation = computation;
        this.blueprint = blueprint;
        this.descent = descent;
        this.parameters = parameters;
        this.manager = manager;
        this.bind = bind;
    }

    TorchModule of(List<String> heads) {
        return byHeads.computeIfAbsent(heads, ignored -> {
            TrainingScript script = script(heads);
            TorchModule module =
                    new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, script.lists(), script.source()));
            parameters.bindTo(module, manager);
            bind.accept(module);
            return module;
        });
    }

    /// Without dropout.
    Weights gradients(Batch batch, InputBuffers inputs, double lossScale) {
        List<String> heads = heads(batch);
        try (NDManager scope = manager.newSubManager()) {
            var list = new Arguments(scope, inputs.rewind()).scaled(batch, heads, lossScale);
            return parameters.named(descent.trained(), of(heads).call(scope, "gradients", true, list));
        }
    }

    private TrainingScript script(List<String> names) {
        List<Head> heads = names.stream().map(blueprint::head).toList();
        return TrainingScript.of(blueprint, heads, descent, Products.of(manager.getDevice()), computation);
    }

    /// The heads that have labels, in the blueprint's order.
    List<String> heads(Batch batch) {
        return Arguments.labelled(blueprint, batch);
    }

    @Override
    public void close() {
        byHeads.values().forEach(TorchModule::close);
    }
}
