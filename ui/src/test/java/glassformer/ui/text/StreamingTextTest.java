package glassformer.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class StreamingTextTest {
    @SuppressWarnings("NullAway.Init")
    private StreamingText view;

    @Start
    void start(Stage stage) {
        view = new StreamingText(Shown.ENGLISH);
        Shown.in(stage, Shown.light(), view, 400, 200);
    }

    @Test
    void manyPiecesBecomeOneChange(FxRobot robot) throws Exception {
        var changes = new AtomicInteger();
        robot.interact(() -> {
            view.textProperty().subscribe((before, after) -> changes.incrementAndGet());
            for (int i = 0; i < 500; i++) view.append("ab ");
        });
        WaitForAsyncUtils.waitFor(5, java.util.concurrent.TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(
                        () -> view.textProperty().getValue().length() == 1500)
                .get());
        assertThat(changes).hasValue(1);
    }

    @Test
    void settingTheTextDropsWhatWaits(FxRobot robot) {
        robot.interact(() -> {
            view.append("late");
            view.setText("new");
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(view.textProperty().getValue()).isEqualTo("new");
    }
}
