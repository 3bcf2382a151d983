package glassformer.app;

import glassformer.train.TrainingControl;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lets Ctrl-C and a request to terminate end a training with a checkpoint.
final class Interrupts {
    private static final int PATIENCE_MINUTES = 10;

    private final PrintStream err;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable TrainingControl training;

    Interrupts(PrintStream err) {
        this.err = err;
    }

    /// Makes this process end with 130 when it is interrupted.
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "interrupted"));
    }

    /// A control that an interrupt stops.
    synchronized TrainingControl newTraining() {
        training = new TrainingControl();
        return training;
    }

    /// The command has said all it had to say.
    void commandDone() {
        done.countDown();
    }

    private void interrupted() {
        if (done.getCount() == 0) {
            return; // an ordinary exit
        }
        TrainingControl control = current();
        if (control != null) {
            err.println();
            err.println("Interrupted: saving a checkpoint ...");
            control.stop();
            try {
                boolean unused = done.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    private synchronized @Nullable TrainingControl current() {
        return training;
    }
}
