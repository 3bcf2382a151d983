package glassformer.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Events from any thread, handed to the window in batches: everything that came in since the last pulse, in order.
///
/// A worker may report a thousand steps a second; the window still takes one batch a pulse.
public final class PulseQueue<T> {
    private final Executor nextPulse;
    private final Consumer<List<T>> receiver;
    private final Object lock = new Object();
    private List<T> waiting = new ArrayList<>();

    /// `nextPulse` runs the hand-over soon, on the thread that `receiver` belongs to.
    public PulseQueue(Executor nextPulse, Consumer<List<T>> receiver) {
        this.nextPulse = nextPulse;
        this.receiver = receiver;
    }

    /// A queue whose `receiver` is called on the JavaFX thread, at most once a pulse.
    public static <T> PulseQueue<T> forWindow(Consumer<List<T>> receiver) {
        return new PulseQueue<>(task -> Platform.runLater(() -> new OncePerPulse(task).request()), receiver);
    }

    /// Adds an event. Never blocks for longer than another thread's own `add`.
    public void add(T event) {
        synchronized (lock) {
            waiting.add(event);
            if (waiting.size() > 1) return;
        }
        nextPulse.execute(this::drain);
    }

    private void drain() {
        List<T> batch;
        synchronized (lock) {
            batch = waiting;
            waiting = new ArrayList<>();
        }
        if (!batch.isEmpty()) receiver.accept(batch);
    }
}
