package glassformer.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.run.LabFile;
import glassformer.run.Race;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.run.TinyLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Races in real processes with the real engine.
@Timeout(240)
class RaceProcessTest {
    private static final String RATE = "training.optimizer.learningRate";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeLab() throws IOException {
        LabFile.write(folder.resolve("lab.json"), TinyLab.in(folder));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(OwnProcess.command(arguments));
        command.add(1, "-XX:TieredStopAtLevel=1");
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private String said(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    static boolean severalProcessors() {
        return Runtime.getRuntime().availableProcessors() > 1;
    }

    @Test
    @EnabledIf("severalProcessors")
    void twoRunsAtOnceAreTwoProcessesWithTheirShareOfTheThreads() throws Exception {
        Process process = start(
                "race",
                folder.toString(),
                "--vary",
                RATE + "=0.05,0.00001",
                "--out",
                "race",
                "--parallel",
                "2",
                "--picture",
                "curves.svg",
                "--json");
        assertThat(process.waitFor()).as(() -> said("err.txt")).isZero();
        JsonNode json = new ObjectMapper().readTree(said("out.txt"));
        assertThat(json.path("winner").asText()).isEqualTo("learningRate=0.05");
        Race race = Race.open(folder.resolve("race"));
        RunStatus first = new RunFolder(race.run(1)).status();
        RunStatus second = new RunFolder(race.run(2)).status();
        assertThat(first.pid()).isNotEqualTo(second.pid()).isNotEqualTo(process.pid());
        assertThat(first.started()).isLessThan(second.updated());
        assertThat(second.started()).isLessThan(first.updated());
        int threads = Runtime.getRuntime().availableProcessors() / 2;
        assertThat(said("race/entry-1/checkpoints/step-20/trainer.json")).contains("\"threads\" : " + threads);
        assertThat(said("err.txt"))
                .contains("2 runs at a time with " + threads + " thread")
                .contains("times can't be compared")
                .contains("[1] ")
                .contains("[2] ");
        assertThat(said("race/race.csv")).contains("entry-1,0.05,finished,20,");
        assertThat(said("curves.svg")).startsWith("<svg").contains("Learning rate 0.05, validation");
    }

    @Test
    @EnabledIf("severalProcessors")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot ask a process to end there")
    void anInterruptedParallelRaceSavesItsRunsAndGoesOn() throws Exception {
        Process process = start(
                "race",
                folder.toString(),
                "--vary",
                RATE + "=0.05,0.02,0.01",
                "--set",
                "training.steps=100000",
                "--out",
                "race",
                "--parallel",
                "2");
        Race race = await(process, "race");
        process.destroy();
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> said("err.txt")).isEqualTo(ExitCode.INTERRUPTED);
        for (int number = 1; number <= 2; number++) {
            RunFolder run = new RunFolder(race.run(number));
            assertThat(run.status().state()).isEqualTo(RunStatus.State.STOPPED);
            assertThat(run.latestCheckpoint().orElseThrow().step())
                    .isEqualTo(run.status().step());
        }
        assertThat(race.run(3)).doesNotExist();
        assertThat(race.turn(1).orElseThrow().resumes()).isTrue();
    }

    private Race await(Process process, String name) throws Exception {
        while (!Files.exists(folder.resolve(name).resolve("entry-1/checkpoints/step-10"))
                || !Files.exists(folder.resolve(name).resolve("entry-2/checkpoints/step-10"))) {
            assertThat(process.isAlive()).as(() -> said("err.txt")).isTrue();
            Thread.sleep(50);
        }
        return Race.open(folder.resolve(name));
    }
}
