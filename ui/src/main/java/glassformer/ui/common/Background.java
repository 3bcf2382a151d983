package glassformer.ui.common;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/// Work away from the window's thread.
///
/// A task runs on `workers`; its result or failure is handed over on `results`. In the window use [#forWindow()]; in
/// a test `new Background(Runnable::run, Runnable::run)` makes everything happen at once, on the calling thread.
public final class Background {
    private final Executor workers;
    private final Executor results;

    public Background(Executor workers, Executor results) {
        this.workers = workers;
        this.results = results;
    }

    /// Each task on a virtual thread of its own, results on the JavaFX thread.
    public static Background forWindow() {
        return new Background(task -> Thread.ofVirtual().name("background").start(task), Platform::runLater);
    }

    /// Where tasks run.
    public Executor workers() {
        return workers;
    }

    /// Where results are handed over.
    public Executor results() {
        return results;
    }

    /// Runs `task`, then exactly one of `done` and `failed` on the results executor.
    public <T extends @Nullable Object> void run(
            Callable<T> task, Consumer<? super T> done, Consumer<? super Exception> failed) {
        workers.execute(() -> {
            Runnable outcome;
            try {
                T result = task.call();
                outcome = () -> done.accept(result);
            } catch (Exception failure) {
                outcome = () -> failed.accept(failure);
            }
            results.execute(outcome);
        });
    }

    /// A place where only the newest task counts, for example the preview that follows what is being typed.
    public Slot slot() {
        return new Slot();
    }

    /// Holds at most one live task: starting another interrupts the one before, and whatever that still produces,
    /// result or failure, is dropped. Call from the results thread only.
    public final class Slot {
        private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
        private @Nullable Ticket current;

        /// True from [#run] until that task's outcome has been delivered or dropped by [#cancel].
        public ReadOnlyBooleanProperty busyProperty() {
            return busy.getReadOnlyProperty();
        }

        /// Like [Background#run], in place of what this slot was doing.
        public <T extends @Nullable Object> void run(
                Callable<T> task, Consumer<? super T> done, Consumer<? super Exception> failed) {
            cancel();
            var ticket = new Ticket();
            current = ticket;
            busy.set(true);
            Background.this.run(
                    () -> ticket.call(task),
                    result -> {
                        if (finish(ticket)) done.accept(result);
                    },
                    failure -> {
                        if (finish(ticket)) failed.accept(failure);
                    });
        }

        /// Interrupts the live task, if any, and drops its outcome.
        public void cancel() {
            if (current == null) return;
            current.interrupt();
            current = null;
            busy.set(false);
        }

        private boolean finish(Ticket ticket) {
            if (current != ticket) return false;
            current = null;
            busy.set(false);
            return true;
        }
    }

    private static final class Ticket {
        private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
        private volatile boolean cancelled;

        <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
            running.set(Thread.currentThread());
            try {
                if (cancelled) throw new InterruptedException("superseded before it began");
                return task.call();
            } finally {
                running.set(null);
            }
        }

        void interrupt() {
            cancelled = true;
            Thread thread = running.get();
            if (thread != null && thread != Thread.currentThread()) thread.interrupt();
        }
    }
}
