package glassformer.ui.bench;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import glassformer.ui.bench.TrainingFrames.Result;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerEvents.Stepped;
import glassformer.worker.WorkerService.TrainRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TrainingFramesTest {
    private final AtomicReference<CompletableFuture<Result>> result = new AtomicReference<>();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("frames"));
        var style = Shown.light();
        result.set(TrainingFrames.measure(
                stage, bench.workbench(style.paletteProperty()), bench.runs(), Duration.ofSeconds(1)));
    }

    @Test
    void pulsesAndStepsOfALiveTrainingAreCounted(FxRobot robot) throws Exception {
        String run = bench.worker().asked(TrainRequest.class).run();
        for (int step = 1; !result.get().isDone() && step < 10_000; step++) {
            int now = step;
            robot.interact(
                    () -> bench.worker().tell().stepped(new Stepped(run, now, 2.0, 1e-3, 1.0, 1000.0, now * 0.01)));
            Thread.sleep(10);
        }
        Result measured = result.get().get(10, TimeUnit.SECONDS);
        assertThat(measured.frames().pulses()).isPositive();
        assertThat(measured.frames().p50()).isBetween(0.0, measured.frames().p95());
        assertThat(measured.steps()).isPositive();
        assertThat(bench.worker().asked()).contains("stop");
    }
}
