package glassformer.ui.build;

import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.lab.LabSession;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Measures how long a step of the open lab takes: the first time when asked to, afterwards by itself a moment after a
/// change that matters. One measurement runs at a time; what it finds for a lab that has changed since is dropped.
public final class StepTimeViewModel {
    private final LabSession session;
    private final StepTimer timer;
    private final Executor later;
    private final Executor window;
    private final ReadOnlyObjectWrapper<StepTime> time =
            new ReadOnlyObjectWrapper<>(this, "time", new StepTime.Unknown());
    private boolean asked;
    private boolean running;
    private @Nullable List<Object> measured;

    /// @param later runs a task a moment later, on the window's thread
    /// @param window runs a task on the window's thread
    public StepTimeViewModel(LabSession session, StepTimer timer, Executor later, Executor window) {
        this.session = session;
        this.timer = timer;
        this.later = later;
        this.window = window;
        session.labProperty().subscribe((before, now) -> changed(before, now));
    }

    public ReadOnlyObjectProperty<StepTime> timeProperty() {
        return time.getReadOnlyProperty();
    }

    /// How long the whole training takes at the measured speed, evaluations and checkpoints left out.
    public Optional<Duration> total() {
        return time.get() instanceof StepTime.Measured known
                ? Optional.of(Duration.ofNanos((long)
                        (known.milliseconds() * 1e6 * session.lab().training().steps())))
                : Optional.empty();
    }

    /// Measures now, and from now on after each change.
    public void measure() {
        asked = true;
        start();
    }

    private void changed(Lab before, Lab now) {
        if (matters(before).equals(matters(now))) return;
        time.set(asked ? new StepTime.Measuring() : new StepTime.Unknown());
        if (asked)
            later.execute(() -> {
                if (session.lab().equals(now)) start();
            });
    }

    private void start() {
        time.set(new StepTime.Measuring());
        if (running) return;
        Lab lab = session.lab();
        running = true;
        measured = matters(lab);
        var unused = timer.time(lab, lab.values().text("training.device"))
                .whenCompleteAsync((result, problem) -> finished(result, problem), window);
    }

    private void finished(StepTime.@Nullable Measured result, @Nullable Throwable problem) {
        running = false;
        if (!matters(session.lab()).equals(measured)) {
            start();
            return;
        }
        if (result != null) time.set(result);
        else time.set(new StepTime.Failed(sentence(problem)));
    }

    private static String sentence(@Nullable Throwable problem) {
        Throwable cause = problem instanceof CompletionException && problem.getCause() != null
                ? Objects.requireNonNull(problem.getCause())
                : problem;
        if (cause == null) return "";
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    /// The values that a step's time depends on.
    public static List<Object> matters(Lab lab) {
        return lab.schema().settings().stream()
                .map(Setting::key)
                .filter(key -> key.startsWith("model.")
                        || List.of(
                                        "tokenizer.vocabSize",
                                        "training.batchSize",
                                        "training.accumulation",
                                        "training.device",
                                        "training.precision",
                                        "training.activationCheckpointing")
                                .contains(key))
                .map(key -> lab.values().get(key))
                .toList();
    }
}
