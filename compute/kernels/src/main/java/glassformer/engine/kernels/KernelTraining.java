package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Weight;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.LearningRates;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.Penalties;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.TensorStatistics;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Steps of one update rule. Weights, gradient and the optimizer's memory stay on the device: they come to the host
/// when someone asks, or when texts of another shape need another program.
final class KernelTraining implements AutoCloseable {
    private static final int KEPT_PROGRAMS = 3;

    private final Blueprint blueprint;
    private final Layout layout;
    private final Executor executor;
    private final UpdateRule rule;
    private final LearningRates rates;
    private final List<Weight> trained;
    private final OptimizerState before;
    private final Store store;
    private final List<Floats> lasting;
    private final Programs<Shape> programs = new Programs<>(KEPT_PROGRAMS);
    private long steps;
    private long version = 1;
    /// Whose device has what the host does not have yet.
    private @Nullable Loaded newest;

    KernelTraining(
            Blueprint blueprint,
            Layout layout,
            Floats weights,
            Executor executor,
            UpdateRule rule,
            OptimizerState state,
            LearningRates rates) {
        this.blueprint = blueprint;
        this.layout = layout;
        this.executor = executor;
        this.rule = rule;
        this.rates = rates;
        this.trained = rates.trained(blueprint);
        this.before = state;
        this.steps = state.steps();
        this.store = Store.of(weights, layout.size(), rule);
        List<String> kinds = rule.optimizer().memory();
        List<Floats> memories = List.of(store.first(), store.second());
        for (int i = 0; i < kinds.size(); i++) {
            layout.write(state.memory(kinds.get(i), trained), memories.get(i).array());
        }
        this.lasting = new ArrayList<>(List.of(store.live(), store.gradient(), store.first(), store.second()));
        if (rule.averages()) {
            System.arraycopy(weights.array(), 0, store.live().array(), 0, layout.size());
            lasting.add(store.mean());
        }
        layout.write(state.live(), store.live().array());
    }

    StepResult step(List<Batch> microBatches, StepSettings settings) {
        float[] weightsBefore = null;
        if (settings.watched()) {
            settle();
            weightsBefore = store.live().array().clone();
        }
        Map<String, Double> byHead = new LinkedHashMap<>();
        double loss = 0;
        double share = 1.0 / microBatches.size();
        float[] results = {0, 0, 0};
        for (int i = 0; i < microBatches.size(); i++) {
            Batch batch = microBatches.get(i);
            Loaded loaded = ready(batch);
            loaded.give(batch, share);
            int[] control = loaded.model.inputs().array();
            control[Slots.BEGINS] = i == 0 ? 1 : 0;
            control[Slots.ENDS] = i == microBatches.size() - 1 ? 1 : 0;
            control[Slots.DROPS] = 1;
            control[Slots.SEED] = seed(settings.seed(), i);
            hyper(loaded, settings);
            run(loaded);
            Evaluation evaluation = loaded.evaluation(batch);
            loss += share * evaluation.loss();
            evaluation.byHead().forEach((head, value) -> byHead.merge(head, share * value, Double::sum));
            results = loaded.model.results().array();
        }
        double square = results[0];
        // A norm above the square root of what a float holds is as good as infinite: the kernel changes nothing.
        boolean finite = square < 3.0e38;
        if (finite) {
            steps++;
        }
        Penalties penalties =
                rule.penalizes() ? new Penalties(rule.l1() * results[1], rule.l2() / 2 * results[2]) : Penalties.NONE;
        double norm = finite ? Math.sqrt(square) : Double.isNaN(square) ? square : Double.POSITIVE_INFINITY;
        StepResult result = new StepResult(loss, norm, byHead, penalties);
        return finite && weightsBefore != null ? result.and(statistics(weightsBefore)) : result;
    }

    private static int seed(long seed, int microBatch) {
        long mixed = (seed + 0x632BE59BD9B4E019L * microBatch) * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ (mixed >>> 32));
    }

    private void hyper(Loaded loaded, StepSettings settings) {
        float[] hyper = loaded.model.hyper().array();
        Optimizer optimizer = rule.optimizer();
        hyper[Updates.CLIP] = (float) settings.clipNorm();
        hyper[Updates.NOISE] = (float) settings.noise();
        hyper[Updates.NEWEST] = (float) rule.newestShare(steps + 1);
        hyper[Updates.L1] = (float) rule.l1();
        hyper[Updates.DECAY] = (float) optimizer.weightDecay();
        double beta1 = 0;
        double beta2 = 0;
        double epsilon = 0;
        switch (optimizer) {
            case Optimizer.Sgd sgd -> beta1 = sgd.momentum();
            case Optimizer.Adam adam -> {
                beta1 = adam.beta1();
                beta2 = adam.beta2();
                epsilon = adam.epsilon();
            }
            case Optimizer.AdamW adamw -> {
                beta1 = adamw.beta1();
                beta2 = adamw.beta2();
                epsilon = adamw.epsilon();
            }
            case Optimizer.RmsProp rmsProp -> {
                beta1 = rmsProp.smoothing();
                epsilon = rmsProp.epsilon();
            }
            case Optimizer.Adagrad adagrad -> epsilon = adagrad.epsilon();
            case Optimizer.Lion lion -> {
                beta1 = lion.beta1();
                beta2 = lion.beta2();
            }
        }
        hyper[Updates.BETA1] = (float) beta1;
        hyper[Updates.BETA2] = (float) beta2;
        hyper[Updates.EPSILON] = (float) epsilon;
        int at = loaded.model.slots().rates();
        for (Weight weight : trained) {
            long own = steps + 1 - before.missed().getOrDefault(weight.name(), 0L);
            Double factor = rates.factors().get(weight.name());
            hyper[at++] = (float) (settings.learningRate() * (factor == null ? 1 : factor));
            hyper[at++] = (float) (1 / (1 - Math.pow(beta1, own)));
            hyper[at++] = (float) (1 / (1 - Math.pow(beta2, own)));
        }
    }

    Weights gradients(Batch batch) {
        Loaded loaded = ready(batch);
        loaded.give(batch, 1);
        loaded.model.inputs().array()[Slots.BEGINS] = 1;
        run(loaded);
        settle();
        return layout.read(store.gradient().array(), trained);
    }

    private List<TensorStatistics> statistics(float[] weightsBefore) {
        settle();
        List<TensorStatistics> all = new ArrayList<>();
        for (Weight weight : trained) {
            all.add(TensorStatistics.ofGradient(
                    weight.name(), wide(store.gradient().array(), weight)));
            all.add(TensorStatistics.ofWeight(
                    weight.name(), wide(store.live().array(), weight), wide(weightsBefore, weight)));
        }
        return all;
    }

    private double[] wide(float[] all, Weight weight) {
        double[] wide = new double[Math.toIntExact(weight.size())];
        int at = layout.at(weight);
        for (int i = 0; i < wide.length; i++) {
            wide[i] = all[at + i];
        }
        return wide;
    }

    private void run(Loaded loaded) {
        loaded.execution.run();
        version++;
        loaded.version = version;
        newest = loaded;
    }

    /// The program for a batch's shape, with the newest weights.
    private Loaded ready(Batch batch) {
        Shape shape = Shape.of(batch.input(), batch.decoder());
        Loaded last = newest;
        if (last != null && last.model.shape().equals(shape)) {
            return last;
        }
        settle();
        Loaded loaded = programs.get(
                shape,
                () -> new Loaded(
                        blueprint,
                        ModelProgram.training(blueprint, layout, store, shape, rule, trained),
                        executor,
                        version));
        if (loaded.version != version) {
            loaded.execution.renew();
            loaded.version = version;
        }
        return loaded;
    }

    /// Brings to the host what only the device has.
    void settle() {
        if (newest != null) {
            newest.execution.fetch(lasting);
            newest = null;
        }
    }

    OptimizerState state() {
        settle();
        Map<String, Weights> memory = new LinkedHashMap<>();
        List<String> kinds = rule.optimizer().memory();
        List<Floats> memories = List.of(store.first(), store.second());
        for (int i = 0; i < kinds.size(); i++) {
            memory.put(kinds.get(i), layout.read(memories.get(i).array(), trained));
        }
        Weights moving = rule.averages() ? layout.read(store.live().array(), trained) : new Weights(Map.of());
        return new OptimizerState(steps, memory, moving, before.missed(), before.lossScale());
    }

    @Override
    public void close() {
        settle();
        programs.close();
    }
}
