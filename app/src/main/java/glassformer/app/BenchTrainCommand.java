package glassformer.app;

import glassformer.blueprint.GptConfig;
import glassformer.blueprint.StandardSize;
import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepSettings;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Milliseconds of a training step, beside Python's torch. The two take turns within one run, because a shared
/// machine's speed changes from minute to minute; medians of all steps are compared.
@Command(name = "train", description = "Times training steps, beside Python's torch where it is installed.")
final class BenchTrainCommand implements Callable<Integer> {
    private static final int VOCABULARY = 65;

    private final Session session;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "S,M",
            description = "S, M or both (default: ${DEFAULT-VALUE}).")
    private List<StandardSize> sizes = List.of();

    @Option(names = "--rounds", defaultValue = "8", description = "Turns of each side (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--device", defaultValue = "auto", description = "Where to compute.")
    private String device = "auto";

    @Option(names = "--python", defaultValue = "/usr/bin/python3", description = "The Python that has torch.")
    private String python = "";

    @Option(names = "--no-python", description = "Measures this engine alone.")
    private boolean alone;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    BenchTrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Engines.Located place = session.engines().locate(device);
        JsonLine line = new JsonLine()
                .with("device", place.device().id())
                .with("engine", place.engine().description());
        try (PythonBaseline baseline =
                alone ? null : PythonBaseline.start(python, Runtime.getRuntime().availableProcessors())) {
            if (baseline != null) {
                line.with("torch", baseline.torch());
            }
            for (StandardSize size : sizes) {
                measure(size, place, baseline, line);
            }
        }
        if (json) {
            session.console().out().println(line);
        }
        return ExitCode.DONE;
    }

    private void measure(StandardSize size, Engines.Located place, @Nullable PythonBaseline baseline, JsonLine line) {
        GptConfig config = size.config(VOCABULARY);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        int turn = size == StandardSize.S ? 60 : 10;
        try (ModelSession model =
                place.engine().open(config.blueprint(), Weights.initial(config.blueprint(), 1), place.device())) {
            Optimizer adamw = new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1);
            model.startTraining(
                    UpdateRule.of(adamw),
                    OptimizerState.fresh(adamw, config.blueprint()),
                    LearningRates.all(config.blueprint()));
            SplittableRandom random = new SplittableRandom(1);
            for (int round = 0; round <= rounds; round++) {
                List<Double> mine = turn(model, size, random, turn);
                List<Double> other = baseline == null ? List.of() : baseline.steps(size.name(), turn);
                if (round > 0) { // the first round warms both up
                    ours.addAll(mine);
                    theirs.addAll(other);
                }
            }
        }
        double ms = median(ours);
        double tokensPerSecond = size.tokens() / ms * 1e3;
        line.with(size.name() + ".ms", ms).with(size.name() + ".tokensPerSecond", tokensPerSecond);
        String text = String.format(Locale.ROOT, "%s  %8.2f ms a step  %8.0f tokens/s", size, ms, tokensPerSecond);
        if (baseline != null) {
            double other = median(theirs);
            line.with(size.name() + ".torchMs", other).with(size.name() + ".ratio", ms / other);
            text += String.format(Locale.ROOT, "   Python torch %8.2f ms   ratio %.3f", other, ms / other);
        }
        (json ? session.console().err() : session.console().out()).println(text);
    }

    private static List<Double> turn(ModelSession model, StandardSize size, SplittableRandom random, int steps) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            int[] inputs = random.ints(size.tokens(), 0, VOCABULARY).toArray();
            int[] targets = new int[inputs.length];
            for (int j = 0; j < inputs.length; j++) {
                targets[j] = (inputs[j] * 7 + 3) % VOCABULARY;
            }
            Batch batch = Batch.nextTokens(inputs, targets, size.batchSize(), size.tokens() / size.batchSize());
            long begin = System.nanoTime();
            model.step(List.of(batch), StepSettings.of(1e-3, 1, i));
            times.add((System.nanoTime() - begin) / 1e6);
        }
        return times;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
