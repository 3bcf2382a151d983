package glassformer.run;

import glassformer.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How an entry of a race stands, out of its run's folder.
///
/// @param state   null before it began
/// @param message why it failed; null where it did not
/// @param losses  the last and, over all evaluations, the least; not a number where there is none
public record RaceResult(
        RaceEntry entry,
        Path run,
        RunStatus.@Nullable State state,
        @Nullable String message,
        int step,
        double trainLoss,
        double validationLoss,
        double bestValidationLoss,
        double seconds,
        double tokensPerSecond) {

    static RaceResult of(RaceEntry entry, Path run, @Nullable String problem) {
        if (!Files.isDirectory(run)) {
            RunStatus.State state = problem == null ? null : RunStatus.State.FAILED;
            return new RaceResult(entry, run, state, problem, 0, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN);
        }
        RunFolder folder = new RunFolder(run);
        RunStatus status = folder.status();
        List<Metric> metrics = folder.metrics();
        double[] validation = metrics.stream()
                .filter(metric -> metric.split().equals(Metric.VALIDATION))
                .mapToDouble(Metric::loss)
                .toArray();
        Optional<Metric> last = metrics.stream()
                .filter(metric -> metric.split().equals(Metric.TRAIN))
                .reduce((a, b) -> b);
        OptionalDouble best = java.util.Arrays.stream(validation).min();
        return new RaceResult(
                entry,
                run,
                status.state(),
                problem == null ? status.message() : problem,
                status.step(),
                last.map(Metric::loss).orElse(Double.NaN),
                validation.length == 0 ? Double.NaN : validation[validation.length - 1],
                best.orElse(Double.NaN),
                status.seconds(),
                last.map(Metric::tokensPerSecond).orElse(Double.NaN));
    }

    public boolean finished() {
        return state == RunStatus.State.FINISHED;
    }

    /// The finished one with the least final validation loss.
    public static Optional<RaceResult> winner(List<RaceResult> results) {
        return results.stream()
                .filter(result -> result.finished() && Double.isFinite(result.validationLoss()))
                .min(Comparator.comparingDouble(RaceResult::validationLoss));
    }

    /// @throws BadInputException where the folder is no run
    boolean goesOn() {
        return state != null && state != RunStatus.State.FINISHED && state != RunStatus.State.FAILED;
    }
}
