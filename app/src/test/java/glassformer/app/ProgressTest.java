package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.train.TrainingEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aTerminalHasABarAndTheTimeThatIsLeft() {
        Progress progress = new Progress(console(true), 40);
        progress.event(new TrainingEvent.Stepped(10, 2.5, 1e-3, 1, 12345, 30, Map.of()));
        assertThat(said()).contains("[#####...............] 10/40  loss 2.500  12.3k tokens/s");
    }

    @Test
    void timeLeftGoesByTheStepsOfThisProcess() {
        Progress progress = new Progress(console(false), 1100);
        progress.event(new TrainingEvent.Stepped(1001, 2.5, 1e-3, 1, 100, 2, Map.of()));
        assertThat(said()).contains("3:18 left");
    }

    @Test
    void elsewhereThereAreFewPlainLines() {
        Progress progress = new Progress(console(false), 1000);
        for (int step = 1; step <= 1000; step++) {
            progress.event(new TrainingEvent.Stepped(step, 2.5, 1e-3, 1, 100, step * 1e-4, Map.of()));
        }
        assertThat(said().lines()).hasSize(2).last().asString().startsWith("1000/1000");
        assertThat(said()).doesNotContain("\r").doesNotContain("\u001B");
    }

    private Console console(boolean interactive) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Console(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), interactive);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
