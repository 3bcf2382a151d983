package glassformer.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `run.json`: how a run stands.
///
/// @param message    why it failed or what it is busy with, if there is something to say
/// @param step       updates done
/// @param steps      updates planned
/// @param started    ISO 8601, as is `updated`
/// @param seconds    of training, over all resumptions
/// @param parameters learned values; 0 before the model was built
/// @param versions   of what computed it: glassformer, java, os
/// @param pid        the process that writes or wrote it
/// @param result     the step whose checkpoint is the result; null before the run has finished
/// @param memory     of this process's part of the run; null before it began to train
/// @param resumptions how it went on, in order
public record RunStatus(
        State state,
        @Nullable String message,
        int step,
        int steps,
        String device,
        String engine,
        String started,
        String updated,
        double seconds,
        long parameters,
        Map<String, String> versions,
        long pid,
        @Nullable Integer result,
        @Nullable MemoryUse memory,
        List<Resumption> resumptions) {
    public enum State {
        RUNNING,
        PAUSED,
        STOPPED,
        FINISHED,
        FAILED
    }

    public RunStatus {
        versions = Map.copyOf(versions);
        resumptions = List.copyOf(resumptions);
    }

    RunStatus withResult(int step) {
        return new RunStatus(
                state,
                message,
                this.step,
                steps,
                device,
                engine,
                started,
                updated,
                seconds,
                parameters,
                versions,
                pid,
                step,
                memory,
                resumptions);
    }

    RunStatus withMemory(MemoryUse use) {
        return new RunStatus(
                state,
                message,
                step,
                steps,
                device,
                engine,
                started,
                updated,
                seconds,
                parameters,
                versions,
                pid,
                result,
                use,
                resumptions);
    }

    /// Whether the run says that it goes on, but its process is gone: it was killed.
    public boolean interrupted() {
        boolean active = state == State.RUNNING || state == State.PAUSED;
        return active && !alive();
    }

    private boolean alive() {
        // A process that began after the last update has only inherited the number.
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(began -> !began.isAfter(Instant.parse(updated).plusSeconds(1)))
                .orElse(false);
    }
}
