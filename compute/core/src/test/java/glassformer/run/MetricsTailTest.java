package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTailTest {
    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("metrics.jsonl");
    }

    @Test
    void onlyWhatWasAppendedIsRead() throws IOException {
        MetricsTail tail = new MetricsTail(file);
        assertThat(tail.next()).isEmpty();
        append(line(1) + line(2));
        assertThat(tail.next().stream().map(Metric::step)).containsExactly(1, 2);
        assertThat(tail.next()).isEmpty();
        append(line(3));
        assertThat(tail.next().stream().map(Metric::step)).containsExactly(3);
        assertThat(tail.restarted()).isFalse();
    }

    @Test
    void tornLastLineWaitsForItsEnd() throws IOException {
        MetricsTail tail = new MetricsTail(file);
        append(line(1) + line(2).substring(0, 10));
        assertThat(tail.next().stream().map(Metric::step)).containsExactly(1);
        append(line(2).substring(10));
        assertThat(tail.next().stream().map(Metric::step)).containsExactly(2);
    }

    @Test
    void cutFileIsReadFromItsStart() throws IOException {
        MetricsTail tail = new MetricsTail(file);
        append(line(1) + line(2) + line(3));
        tail.next();
        JsonLines.cutAfter(file, 1);
        append(line(2).replace("0.5", "0.7") + line(3).replace("0.5", "0.7") + line(4));
        assertThat(tail.next().stream().map(Metric::step)).containsExactly(1, 2, 3, 4);
        assertThat(tail.restarted()).isTrue();
    }

    @Test
    void cutDropsLaterStepsAndATornLine() throws IOException {
        append(line(1) + line(2) + line(3) + "{\"step\":");
        JsonLines.cutAfter(file, 2);
        assertThat(file).hasContent(line(1) + line(2));
        JsonLines.cutAfter(file, 5);
        assertThat(file).hasContent(line(1) + line(2));
    }

    @Test
    void brokenLineInTheMiddleIsNamed() throws IOException {
        append(line(1) + "nonsense\n" + line(3));
        assertThatThrownBy(() -> new MetricsTail(file).next())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("metrics.jsonl, line 2,");
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(int step) {
        return "{\"step\":" + step + ",\"split\":\"train\",\"loss\":0.5,\"seconds\":1.0}\n";
    }
}
