package glassformer.app;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What looking into the model at one step in so many, a mean of the weights and clipping cost together: mean times of
/// steps with and without them. The two take turns, because a shared machine's speed changes from minute to minute.
@Command(name = "watch", description = "Times steps with statistics, weight averaging and clipping beside plain ones.")
final class BenchWatchCommand implements Callable<Integer> {
    private static final int VOCABULARY = 65;

    private final Session session;

    @Option(names = "--size", defaultValue = "S", description = "S or M (default: ${DEFAULT-VALUE}).")
    private StandardSize size = StandardSize.S;

    @Option(names = "--rounds", defaultValue = "8", description = "Turns of each side (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--every",
            defaultValue = "50",
            description = "Steps of a turn, the last of which is watched (default: ${DEFAULT-VALUE}).")
    private int every;

    @Option(names = "--device", defaultValue = "auto", description = "Where to compute.")
    private String device = "auto";

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    BenchWatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new BadInputException("--rounds must be at least 1.");
        }
        if (every < 1) {
            throw new BadInputException("--every must be at least 1.");
        }
        Engines.Located place = session.engines().locate(device);
        Optimizer adamw = new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1);
        List<Double> ratios = new ArrayList<>();
        double plainMs = 0;
        double watchedMs = 0;
        try (ModelSession plain = open(place, UpdateRule.of(adamw));
                ModelSession watched = open(place, new UpdateRule(adamw, 0, 0.999))) {
            for (int round = 0; round <= rounds; round++) {
                double a = turn(plain, round, 0, false);
                double b = turn(watched, round, 1, true);
                if (round > 0) { // the first round warms both up
                    ratios.add(b / a);
                    plainMs += a / rounds;
                    watchedMs += b / rounds;
                }
            }
        }
        ratios.sort(null);
        print(place, plainMs, watchedMs, ratios.get(ratios.size() / 2));
        return ExitCode.DONE;
    }

    private ModelSession open(Engines.Located place, UpdateRule rule) {
        Blueprint blueprint = size.config(VOCABULARY).blueprint();
        ModelSession model = place.engine().open(blueprint, Weights.initial(blueprint, 1), place.device());
        model.startTraining(rule, OptimizerState.fresh(rule.optimizer(), blueprint), LearningRates.all(blueprint));
        return model;
    }

    /// Milliseconds of a step, the mean over a turn: a median would not see one step in fifty.
    private double turn(ModelSession model, int round, double clipNorm, boolean watches) {
        SplittableRandom random = new SplittableRandom(round);
        long nanos = 0;
        for (int i = 1; i <= every; i++) {
            int[] inputs = random.ints(size.tokens(), 0, VOCABULARY).toArray();
            int[] targets = random.ints(size.tokens(), 0, VOCABULARY).toArray();
            Batch batch = Batch.nextTokens(inputs, targets, size.batchSize(), size.tokens() / size.batchSize());
            long begin = System.nanoTime();
            model.step(List.of(batch), StepSettings.of(1e-3, clipNorm, i).asWatched(watches && i == every));
            nanos += System.nanoTime() - begin;
        }
        return nanos / 1e6 / every;
    }

    private void print(Engines.Located place, double plain, double watched, double ratio) {
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with("device", place.device().id())
                            .with("size", size.name())
                            .with("plainMs", plain)
                            .with("watchedMs", watched)
                            .with("ratio", ratio));
            return;
        }
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        "%s on %s: %.2f ms a step, %.2f ms with statistics at one step in %d, averaging and clipping;"
                                + " median ratio %.3f%n",
                        size,
                        place.device().id(),
                        plain,
                        watched,
                        every,
                        ratio);
    }
}
