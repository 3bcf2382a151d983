package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import glassformer.BadInputException;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engines;
import glassformer.remote.RemoteRuns;
import glassformer.remote.Ssh;
import glassformer.run.Lab;
import glassformer.run.Metric;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.RunStatus;
import glassformer.run.RunSummary;
import glassformer.run.Runs;
import glassformer.run.TinyLab;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Training by a real ssh to a real worker, on the loopback of this machine.
@Timeout(600)
class RemoteRunTest {
    @TempDir
    private Path folder;

    private final Engines engines = new Engines();
    private LoopbackSsh ssh;
    private Path far;

    @BeforeEach
    void startDaemon() throws Exception {
        assumeTrue(LoopbackSsh.isThere(), "OpenSSH's client and daemon are not installed");
        ssh = LoopbackSsh.start(Files.createDirectory(folder.resolve("ssh")));
        far = folder.resolve("far");
    }

    @AfterEach
    void stopDaemon() {
        if (ssh != null) {
            ssh.close();
        }
        engines.close();
    }

    @Test
    void aRunElsewhereLeavesTheSameFolderAsOneHere() throws Exception {
        Path here = folder.resolve("here");
        runs().start(lab("cpu"), folder, here, RunListener.SILENT, new TrainingControl());
        Path mirrored = folder.resolve("mirrored");
        RunSummary summary = runs().start(lab("ssh:lab"), folder, mirrored, RunListener.SILENT, new TrainingControl());

        assertThat(summary.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(summary.steps()).isEqualTo(60);
        sameRun(here, mirrored);
        RunFolder run = new RunFolder(mirrored);
        assertThat(run.status().device()).isEqualTo("ssh:lab/cpu");
        assertThat(run.lab().training().device()).isEqualTo("ssh:lab");
        assertThat(run.lab().values().text("data.source")).isEqualTo("file:" + folder.resolve("text.txt"));
        assertThat(run.attentionSteps())
                .isEqualTo(new RunFolder(here).attentionSteps())
                .isNotEmpty();
        assertThat(names(far.resolve("runs"))).as("the far end's copy").isEmpty();
    }

    @Test
    void aCutLineIsTakenUpAgainAndTheRunEndsAsIfItHadHeld() throws Exception {
        Path here = folder.resolve("here");
        Lab longer = lab("cpu").with("training.steps", 400).with("training.checkpointEvery", 20);
        runs().start(longer, folder, here, RunListener.SILENT, new TrainingControl());

        List<TrainingEvent.Noticed> noticed = Collections.synchronizedList(new ArrayList<>());
        boolean[] cut = {false};
        RunListener cutter = new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Noticed notice) {
                    noticed.add(notice);
                }
                if (event.step() >= 60 && !cut[0]) {
                    cut[0] = true;
                    cutLine();
                }
            }
        };
        Path mirrored = folder.resolve("mirrored");
        RunSummary summary = runs().start(
                        longer.with("training.device", "ssh:lab"), folder, mirrored, cutter, new TrainingControl());

        assertThat(cut[0]).isTrue();
        assertThat(summary.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(noticed).isNotEmpty();
        assertThat(noticed.getFirst().sentence()).startsWith("The connection to lab was lost");
        sameRun(here, mirrored);
        assertThat(new RunFolder(mirrored).status().resumptions()).hasSize(1).allSatisfy(resumption -> assertThat(
                        resumption.identical())
                .as(resumption.toString())
                .isTrue());
    }

    @Test
    void aRunThatWasStoppedElsewhereGoesOnHereAndTheOtherWayRound() throws Exception {
        Path whole = folder.resolve("whole");
        runs().start(lab("cpu"), folder, whole, RunListener.SILENT, new TrainingControl());
        Path moved = folder.resolve("moved");
        runs().start(
                        lab("ssh:lab").with("training.steps", 20),
                        folder,
                        moved,
                        RunListener.SILENT,
                        new TrainingControl());
        runs().resume(
                        moved,
                        null,
                        Map.of("training.device", "cpu", "training.steps", "40"),
                        RunListener.SILENT,
                        new TrainingControl());
        RunSummary summary = runs().resume(
                        moved,
                        null,
                        Map.of("training.device", "ssh:lab", "training.steps", "60"),
                        RunListener.SILENT,
                        new TrainingControl());

        assertThat(summary.steps()).isEqualTo(60);
        assertThat(new RunFolder(moved).checkpointSteps()).contains(20, 40, 60);
        assertThat(losses(moved)).hasSameSizeAs(losses(whole));
        assertThat(new RunFolder(moved).status().device()).isEqualTo("ssh:lab/cpu");
    }

    @Test
    void aStopSavesACheckpointAtBothEnds() throws Exception {
        TrainingControl control = new TrainingControl();
        RunListener stopper = new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(TrainingEvent event) {
                if (event.step() >= 30) {
                    control.stop();
                }
            }
        };
        Path run = folder.resolve("run");
        RunSummary summary =
                runs().start(lab("ssh:lab").with("training.steps", 100_000), folder, run, stopper, control);
        assertThat(summary.state()).isEqualTo(RunStatus.State.STOPPED);
        assertThat(new RunFolder(run).latestCheckpoint().orElseThrow().step()).isEqualTo(summary.steps());
    }

    @Test
    void devicesOfAnotherMachineAreListed() throws Exception {
        assertThat(runs().devices("ssh:lab").devices())
                .extracting(device -> device.id())
                .containsExactly("ssh:lab/cpu");
    }

    @Test
    void aDeviceOfAnotherMachineIsMeasuredThere() throws Exception {
        assertThat(runs().score("ssh:lab/cpu")).satisfies(score -> {
            assertThat(score.device()).isEqualTo("ssh:lab/cpu");
            assertThat(score.millisecondsPerStep()).isPositive();
        });
        assertThatThrownBy(() -> runs().score("ssh:lab/cuda:7"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("There is no device cuda:7 here; available: cpu");
    }

    @Test
    void aKernelIsAskedOfTheOtherMachine() throws Exception {
        assertThatThrownBy(() -> runs().kernel("ssh:lab/cpu", "attend"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cpu has no kernels to show: its engine brings them compiled.");
    }

    @Test
    void eachThingThatCanBeWrongIsOneSentence() throws Exception {
        assertThatThrownBy(() -> start("ssh:nowhere.invalid"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageStartingWith("nowhere.invalid cannot be reached by ssh (")
                .hasMessageEndingWith("`ssh nowhere.invalid` must work without a question.");
        assertThatThrownBy(() -> start("ssh:lab/cuda:7"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageStartingWith("lab: There is no device cuda:7 here; available: cpu");
        assertThatThrownBy(() -> start("ssh:-oProxyCommand=evil"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("but another machine's is ssh:HOST");
        Ssh without = new Ssh(ssh.to(far).client(), "/nowhere/glassformer");
        assertThatThrownBy(() -> new RemoteRuns(Runs.here(engines), without, Version.current()).devices("ssh:lab"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageStartingWith("There is no Glassformer on lab:");
        assertThatThrownBy(() -> new RemoteRuns(Runs.here(engines), ssh.to(far), "another").devices("ssh:lab"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessage(
                        "lab has Glassformer " + Version.current() + ", but this is another: both ends need the same.");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private void start(String device) throws IOException {
        runs().start(lab(device), folder, folder.resolve("run"), RunListener.SILENT, new TrainingControl());
    }

    private RemoteRuns runs() throws IOException {
        return new RemoteRuns(Runs.here(engines), ssh.to(far), Version.current());
    }

    private Lab lab(String device) throws IOException {
        return TinyLab.in(folder).with("training.device", device).with("training.steps", 60);
    }

    private static void cutLine() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/ssh"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static void sameRun(Path one, Path other) throws IOException {
        int last = new RunFolder(one).checkpointSteps().getLast();
        assertThat(new RunFolder(other).checkpointSteps()).isEqualTo(new RunFolder(one).checkpointSteps());
        for (String file : List.of("model.safetensors", "optimizer.safetensors", "tokenizer.json", "config.json")) {
            assertThat(other.resolve("checkpoints/step-" + last).resolve(file))
                    .hasSameBinaryContentAs(
                            one.resolve("checkpoints/step-" + last).resolve(file));
        }
        assertThat(losses(other)).isEqualTo(losses(one));
        assertThat(other.resolve("samples.jsonl")).hasSameTextualContentAs(one.resolve("samples.jsonl"));
        assertThat(other.resolve("probes.jsonl")).hasSameTextualContentAs(one.resolve("probes.jsonl"));
    }

    private static List<String> losses(Path run) {
        return new RunFolder(run)
                .metrics().stream()
                        .map((Metric metric) -> metric.step() + " " + metric.split() + " " + metric.loss())
                        .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }
}
