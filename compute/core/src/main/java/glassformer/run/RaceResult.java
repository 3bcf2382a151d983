package glassformer.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an entry of a race stands, out of its run's folder.
///
/// @param number  of the entry, from 1
/// @param state   null before it began
/// @param message why it failed; null where it did not
public record RaceResult(
        int number,
        RaceEntry entry,
        Path run,
        RunStatus.@Nullable State state,
        @Nullable String message,
        RunFigures figures) {

    static RaceResult of(int number, RaceEntry entry, Path run, @Nullable String problem) {
        if (!Files.isDirectory(run)) {
            RunStatus.State state = problem == null ? null : RunStatus.State.FAILED;
            return new RaceResult(number, entry, run, state, problem, RunFigures.of(null, List.of()));
        }
        RunFolder folder = new RunFolder(run);
        RunStatus status = folder.status();
        return new RaceResult(
                number,
                entry,
                run,
                status.state(),
                problem == null ? status.message() : problem,
                RunFigures.of(status, folder.metrics()));
    }

    public boolean finished() {
        return state == RunStatus.State.FINISHED;
    }

    /// Whether there is something to train: one that failed would fail again.
    public boolean unfinished() {
        return state != RunStatus.State.FINISHED && state != RunStatus.State.FAILED;
    }

    /// The finished one with the least final validation loss.
    public static Optional<RaceResult> winner(List<RaceResult> results) {
        return results.stream()
                .filter(result ->
                        result.finished() && Double.isFinite(result.figures().validationLoss()))
                .min(Comparator.comparingDouble(result -> result.figures().validationLoss()));
    }
}
