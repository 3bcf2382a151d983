package glassformer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps `run.json` up to date: at once when the state changes, else about once a second.
final class StatusWriter {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path file;
    private final Clock clock;
    private final WriteGate gate;
    private RunStatus status;
    private Instant written = Instant.EPOCH;

    StatusWriter(Path file, Clock clock, WriteGate gate, RunStatus initial) {
        this.file = file;
        this.clock = clock;
        this.gate = gate;
        this.status = initial;
    }

    /// What a run begins with.
    static RunStatus initial(Clock clock, int steps, String device, String engine, long parameters) {
        String now = clock.instant().toString();
        Package own = StatusWriter.class.getPackage();
        String version = own == null ? null : own.getImplementationVersion();
        return new RunStatus(
                RunStatus.State.RUNNING,
                null,
                0,
                steps,
                device,
                engine,
                now,
                now,
                0,
                parameters,
                Map.of(
                        "glassformer",
                        version == null ? "development" : version,
                        "java",
                        Runtime.version().toString(),
                        "os",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch")),
                ProcessHandle.current().pid(),
                null,
                null,
                List.of());
    }

    void progress(int step, double seconds) {
        update(status.state(), status.message(), step, seconds);
        Duration since = Duration.between(written, clock.instant());
        // A clock that was moved back must not silence the status until it has caught up.
        if (since.isNegative() || since.compareTo(PAUSE) >= 0) {
            write();
        }
    }

    /// The run has finished.
    ///
    /// @param result the step whose checkpoint is the result
    void finished(int result, @Nullable String message) {
        update(RunStatus.State.FINISHED, message, status.step(), status.seconds());
        status = status.withResult(result);
        write();
    }

    void state(RunStatus.State state, @Nullable String message) {
        update(state, message, status.step(), status.seconds());
        write();
    }

    /// Written with the next progress or state.
    void memory(MemoryUse use) {
        status = status.withMemory(use);
    }

    private void update(RunStatus.State state, @Nullable String message, int step, double seconds) {
        status = new RunStatus(
                state,
                message,
                step,
                status.steps(),
                status.device(),
                status.engine(),
                status.started(),
                clock.instant().toString(),
                seconds,
                status.parameters(),
                status.versions(),
                status.pid(),
                status.result(),
                status.memory(),
                status.resumptions());
    }

    void write() {
        written = clock.instant();
        try {
            gate.pass(file);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
        StatusFile.write(file, status);
    }

    double seconds() {
        return status.seconds();
    }
}
