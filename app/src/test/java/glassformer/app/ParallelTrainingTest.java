package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.engine.Engines;
import glassformer.run.LabFile;
import glassformer.run.Metric;
import glassformer.run.RunFolder;
import glassformer.run.TinyLab;
import glassformer.worker.ReplicaProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command line with the real engine in real processes that train together.
@Timeout(300)
class ParallelTrainingTest {
    @TempDir
    private Path folder = Path.of("");

    private final Engines engines = new Engines(new ReplicaProcesses(OwnProcess.command("worker")));

    @BeforeEach
    void makeLab() throws IOException {
        LabFile.write(
                folder.resolve("lab.json"),
                TinyLab.in(folder).with("model.dropout", 0).with("training.accumulation", 1));
    }

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void twoProcessesLearnAsOneAndGoOn() {
        assertThat(command("train", folder.toString(), "--device", "cpu", "--out", "one")
                        .code())
                .isZero();
        CommandLineRun two = command("train", folder.toString(), "--device", "cpu*2", "--out", "two", "--json");
        assertThat(two.code()).as(two.err()).isZero();
        List<Metric> expected = metrics("one");
        List<Metric> found = metrics("two");
        assertThat(found).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < expected.size(); i++) {
            double loss = expected.get(i).loss();
            assertThat(found.get(i).loss()).isCloseTo(loss, within(1e-5 * loss));
        }
        CommandLineRun longer = command("resume", folder.resolve("two").toString(), "--set", "training.steps=24");
        assertThat(longer.code()).as(longer.err()).isZero();
        assertThat(new RunFolder(folder.resolve("two")).status().step()).isEqualTo(24);
        assertThat(command("evaluate", folder.resolve("two").toString()).code()).isZero();
    }

    @Test
    void aDeviceThatMeansNothingIsOneSentence() {
        CommandLineRun run = command("train", folder.toString(), "--device", "cuda:0*2", "--out", "none");
        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .startsWith("glassformer: training.device is cuda:0*2, but must be auto, a device such as");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void devicesThatAreNotThereAreNamed() {
        CommandLineRun run = command("train", folder.toString(), "--device", "cpu+cuda:7", "--out", "none");
        assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err()).contains("There is no device cuda:7 here; available: cpu");
    }

    private List<Metric> metrics(String run) {
        return new RunFolder(folder.resolve(run)).metrics();
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(engines, folder, arguments);
    }
}
