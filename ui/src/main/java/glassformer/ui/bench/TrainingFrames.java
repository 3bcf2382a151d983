package glassformer.ui.bench;

import glassformer.ui.train.TrainPage;
import glassformer.ui.worker.Workbench;
import glassformer.ui.worker.WorkerListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.PauseTransition;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;

/// Measures the window while a worker trains: the Train page is on show and takes every event.
///
/// The training is that of the workbench's lab; it is stopped when the measurement is done. A lab whose steps are
/// short makes the most events.
public final class TrainingFrames implements WorkerListener {
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Workbench bench;
    private final Duration length;
    private final FrameMeter meter = new FrameMeter();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private int steps;
    private boolean measuring;

    /// @param frames pulses, over the measured time
    /// @param steps  training steps that were shown in that time
    public record Result(FrameTimes frames, int steps, double seconds) {}

    private TrainingFrames(Workbench bench, Duration length) {
        this.bench = bench;
        this.length = length;
    }

    /// Shows the Train page on `stage` and trains into a new folder below `runs`. Call on the JavaFX thread; the answer
    /// comes there.
    ///
    /// @param length how long to measure, after the first step and a second more; where nothing is trained for
    // minutes,
    ///     the answer fails
    public static CompletableFuture<Result> measure(Stage stage, Workbench bench, Path runs, Duration length) {
        var page = (Parent) TrainPage.create(bench, runs, folder -> {});
        stage.setScene(new Scene(page, 1280, 800));
        stage.show();
        var frames = new TrainingFrames(bench, length);
        bench.link().addListener(frames);
        ((Button) page.lookup("#train-start")).fire();
        return frames.result.orTimeout(length.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void stepped(Stepped event) {
        steps++;
        if (measuring) return;
        measuring = true;
        after(SETTLE, this::begin);
    }

    @Override
    public void finished(Finished event) {
        result.completeExceptionally(
                new IllegalStateException("The training ended before the measurement: give the lab more steps."));
    }

    @Override
    public void failed(Failed event) {
        result.completeExceptionally(new IllegalStateException(event.sentence()));
    }

    @Override
    public void died(String sentence) {
        result.completeExceptionally(new IllegalStateException(sentence));
    }

    private void begin() {
        steps = 0;
        meter.start();
        after(length, this::end);
    }

    private void end() {
        var measured = new Result(meter.stop(), steps, length.toMillis() / 1e3);
        bench.link().removeListener(this);
        var unused = bench.link().stop();
        result.complete(measured);
    }

    private static void after(Duration wait, Runnable action) {
        var pause = new PauseTransition(javafx.util.Duration.millis(wait.toMillis()));
        pause.setOnFinished(event -> action.run());
        pause.play();
    }
}
