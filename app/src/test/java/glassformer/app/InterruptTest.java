package glassformer.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.run.TinyLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C on a real process.
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot send an interrupt there")
class InterruptTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void anInterruptedTrainingSavesACheckpointAndTellsWhereItIs() throws Exception {
        LabFile.write(folder.resolve("lab.json"), TinyLab.in(folder).with("training.steps", 10_000_000));
        Path run = folder.resolve("mine");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InterruptTest.class.getName(),
                        folder.toString(),
                        run.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        while (!Files.exists(run.resolve("checkpoints").resolve("step-10"))) {
            assertThat(process.isAlive()).as(() -> read(err)).isTrue();
            Thread.sleep(20);
        }
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(read(err)).contains("Interrupted: saving a checkpoint");
        assertThat(read(out)).contains("Stopped after").contains(run.toString());
        RunFolder folder = new RunFolder(run);
        assertThat(folder.status().state()).isEqualTo(RunStatus.State.STOPPED);
        assertThat(folder.latestCheckpoint().orElseThrow().step())
                .isEqualTo(folder.status().step());
    }

    /// What `glassformer train LAB --out RUN` is, with an engine for tests.
    public static void main(String[] arguments) {
        Console console = Console.system();
        Interrupts interrupts = new Interrupts(console.err());
        interrupts.install();
        int code;
        try (Engines engines = BigramEngine.engines()) {
            Session session =
                    new Session(console, engines, new glassformer.samples.SampleLabs(), interrupts, Path.of(""));
            code = new CommandLineTool(session, FailureLog.inHome()).run("train", arguments[0], "--out", arguments[1]);
        }
        interrupts.commandDone();
        System.exit(code);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
