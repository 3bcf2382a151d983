package glassformer.train;

import glassformer.BadInputException;
import glassformer.engine.Batch;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import java.util.ArrayList;
import java.util.List;

/// The learning-rate range test of Smith (2017): a few steps whose learning rate grows by a factor from each to the
/// next, until the loss explodes.
///
/// @param steps at most this many
/// @param from  the first step's learning rate
/// @param to    the last one's
public record RateSearch(int steps, double from, double to) {
    public static final RateSearch USUAL = new RateSearch(100, 1e-6, 1);

    private static final int FEWEST_STEPS = 10;
    private static final double SMOOTHING = 0.9;

    /// A loss so many times the least one has exploded.
    private static final double EXPLODED = 2;

    /// The suggestion lies this far below the learning rate whose loss was least, where steps are still safe.
    private static final double SAFETY = 10;

    public RateSearch {
        if (steps < FEWEST_STEPS) {
            throw new BadInputException(
                    "A search for the learning rate takes at least " + FEWEST_STEPS + " steps, not " + steps + ".");
        }
        if (!(from > 0 && from < to && Double.isFinite(to))) {
            throw new BadInputException(
                    "The learning rates to search go from " + from + " to " + to + ", but must rise from above 0.");
        }
    }

    /// @param loss mean of the last steps' losses, newer ones counting more
    public record Point(double learningRate, double loss) {}

    /// @param suggested a tenth of the learning rate at which the loss was least
    /// @param exploded  whether the loss exploded before the last learning rate
    public record Found(List<Point> points, double suggested, boolean exploded) {
        public Found {
            points = List.copyOf(points);
        }
    }

    /// Trains the session's model, which is of no use afterwards.
    public Found in(
            ModelSession session,
            TrainingConfig config,
            LearningRates rates,
            BatchSource train,
            TrainingControl control) {
        session.startTraining(
                config.rule(),
                OptimizerState.fresh(config.rule().optimizer(), session.blueprint(), rates),
                rates,
                config.computation());
        List<Point> points = new ArrayList<>();
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        double best = from;
        boolean exploded = false;
        for (int step = 1; step <= steps && !exploded && control.proceed(); step++) {
            double rate = from * Math.pow(to / from, (step - 1.0) / (steps - 1));
            List<Batch> batches = train.microBatches(config.seed(), step, config.accumulation(), config.batchSize());
            StepSettings usual = config.at(step);
            StepSettings settings = new StepSettings(rate, usual.clipNorm(), usual.noise(), usual.seed());
            StepResult result = session.step(batches, settings);
            while (result.overflowed()) {
                result = session.step(batches, settings);
            }
            mean = SMOOTHING * mean + (1 - SMOOTHING) * result.loss();
            double loss = mean / (1 - Math.pow(SMOOTHING, step));
            exploded = !Double.isFinite(loss)
                    || !Double.isFinite(result.gradientNorm())
                    || step > FEWEST_STEPS && loss > EXPLODED * least;
            if (Double.isFinite(loss)) {
                points.add(new Point(rate, loss));
            }
            if (loss < least) {
                least = loss;
                best = rate;
            }
        }
        return new Found(points, best / SAFETY, exploded);
    }
}
