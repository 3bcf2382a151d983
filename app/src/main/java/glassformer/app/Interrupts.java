package glassformer.app;

import glassformer.train.TrainingControl;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lets Ctrl-C and a request to terminate end a training with a checkpoint, and other work without traces.
final class Interrupts {
    private static final int PATIENCE_MINUTES = 10;

    private final PrintStream err;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Task task;

    /// @param saying what a person hears
    private record Task(String saying, Runnable stop) {}

    Interrupts(PrintStream err) {
        this.err = err;
    }

    /// Makes this process end with 130 when it is interrupted.
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "interrupted"));
    }

    /// A control that an interrupt stops.
    synchronized TrainingControl newTraining() {
        TrainingControl training = new TrainingControl();
        task = new Task("Interrupted: saving a checkpoint ...", training::stop);
        return training;
    }

    /// Asked by work that takes long whether it was interrupted.
    ///
    /// @param saying what a person hears then
    synchronized BooleanSupplier newTask(String saying) {
        AtomicBoolean stopped = new AtomicBoolean();
        task = new Task(saying, () -> stopped.set(true));
        return stopped::get;
    }

    /// The command has said all it had to say.
    void commandDone() {
        done.countDown();
    }

    private void interrupted() {
        if (done.getCount() == 0) {
            return; // an ordinary exit
        }
        Task running = current();
        if (running != null) {
            err.println();
            err.println(running.saying());
            running.stop().run();
            try {
                boolean unused = done.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    private synchronized @Nullable Task current() {
        return task;
    }
}
