package glassformer.ui.bench;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FrameMeterTest {
    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(new Pane(), 200, 200));
        stage.show();
    }

    @Test
    void aHeldUpWindowMakesALongFrame(FxRobot robot) throws InterruptedException {
        FrameMeter[] meter = new FrameMeter[1];
        robot.interact(() -> {
            meter[0] = new FrameMeter();
            meter[0].start();
        });
        Thread.sleep(300);
        robot.interact(() -> hold(200));
        Thread.sleep(300);
        FrameTimes[] times = new FrameTimes[1];
        robot.interact(() -> times[0] = meter[0].stop());
        assertThat(times[0].pulses()).isPositive();
        assertThat(times[0].p50()).isBetween(0.0, times[0].p95());
        assertThat(times[0].longest()).isGreaterThan(190);
    }

    private static void hold(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
