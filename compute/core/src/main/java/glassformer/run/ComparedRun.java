package glassformer.run;

import glassformer.BadInputException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as it stands, for a comparison with others.
///
/// @param content of its text, in hexadecimal: equal where the text is; null before the first checkpoint
/// @param machine where it was computed, such as `cpu, 4 threads`; null before the first checkpoint
public record ComparedRun(
        Path folder,
        Lab lab,
        RunStatus status,
        RunFigures figures,
        @Nullable String content,
        @Nullable String machine) {
    /// Blocks on the disk.
    ///
    /// @throws BadInputException where the folder is no run or is damaged
    public static ComparedRun read(Path run) {
        RunFolder folder = new RunFolder(run);
        return of(run, folder.lab(), folder.status(), folder.metrics());
    }

    /// With what was read already.
    ///
    /// @param metrics all of its lines
    public static ComparedRun of(Path run, Lab lab, RunStatus status, List<Metric> metrics) {
        Checkpoint.Origin origin = origin(new RunFolder(run));
        return new ComparedRun(
                run,
                lab,
                status,
                RunFigures.of(status, metrics),
                origin == null ? null : origin.fingerprint(),
                origin == null ? null : origin.device() + ", " + origin.threads() + " threads");
    }

    /// The folder's own name.
    public String name() {
        Path own = folder.getFileName();
        return own == null ? folder.toString() : own.toString();
    }

    public boolean finished() {
        return status.state() == RunStatus.State.FINISHED;
    }

    private static Checkpoint.@Nullable Origin origin(RunFolder folder) {
        List<Integer> steps = folder.checkpointSteps();
        if (steps.isEmpty()) {
            return null;
        }
        try {
            return folder.checkpoint(steps.getLast()).trainer().origin();
        } catch (BadInputException e) {
            return null; // it may be removed this moment, and a damaged one says so where it is used
        }
    }
}
