package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.engine.Engines;
import glassformer.reference.ReplicaWorker;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import glassformer.train.TrainingFailedException;
import glassformer.worker.ReplicaProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs of real processes that train together.
@Timeout(300)
class ParallelRunsTest {
    private static final List<String> FILES = List.of("model.safetensors", "optimizer.safetensors");

    @TempDir
    private Path folder = Path.of("");

    private final Engines engines = ReplicaWorker.engines(new ReplicaProcesses(ReplicaWorker.command()));
    private final TrainingControl control = new TrainingControl();

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void theLossCurveIsThatOfOneProcess() throws IOException {
        Lab lab = lab().with("model.dropout", 0);
        start(lab.with("training.device", "cpu"), "one", step -> {});
        RunSummary summary = start(lab, "two", step -> {});
        RunFolder two = new RunFolder(folder.resolve("two"));
        List<Metric> expected = new RunFolder(folder.resolve("one")).metrics();
        List<Metric> found = two.metrics();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            double loss = expected.get(i).loss();
            assertThat(found.get(i).loss()).isCloseTo(loss, within(1e-5 * loss));
        }
        assertThat(summary.steps()).isEqualTo(20);
        assertThat(two.lab().values().text("training.device")).isEqualTo("cpu*2");
        assertThat(two.status().device()).isEqualTo("cpu*2");
    }

    @Test
    void aStoppedRunGoesOnToTheLastBit() throws IOException {
        start(lab(), "whole", step -> {});
        start(lab(), "stopped", step -> {
            if (step == 7) {
                control.stop();
            }
        });
        resume("stopped");
        assertSameEnd();
    }

    @Test
    void aKilledProcessStopsTheRunWhichGoesOnToTheLastBit() throws IOException {
        start(lab(), "whole", step -> {});
        Set<Long> others = children();
        assertThatThrownBy(() -> start(lab(), "stopped", step -> {
                    if (step == 13) {
                        kill(others);
                    }
                }))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageStartingWith("Training stopped at step 14: process 2 of 2 failed: the compute process was")
                .hasMessageEndingWith("; the checkpoint of step 13 is kept, and the run can be resumed.");
        assertThat(new RunFolder(folder.resolve("stopped")).status().state()).isEqualTo(RunStatus.State.FAILED);
        resume("stopped");
        assertSameEnd();
    }

    @Test
    void aDeviceThatMeansNothingIsRefused() throws IOException {
        for (String device : List.of("cpu*0", "cpu*99", "cuda:0*2", "cpu+cpu", "cpu+", "auto+cpu", "cpu*x")) {
            Lab lab = lab().with("training.device", device);
            assertThatThrownBy(lab::validate)
                    .as(device)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("training.device is " + device + ", but must be auto, a device such as");
        }
    }

    private Lab lab() throws IOException {
        return TinyLab.in(folder).with("training.device", "cpu*2");
    }

    private RunSummary start(Lab lab, String run, IntConsumer afterStep) {
        return TrainingRun.start(
                lab,
                folder,
                folder.resolve(run),
                engines,
                new RunListener() {
                    @Override
                    public void phase(String sentence, double progress) {}

                    @Override
                    public void event(TrainingEvent event) {
                        if (event instanceof TrainingEvent.Stepped stepped) {
                            afterStep.accept(stepped.step());
                        }
                    }
                },
                control);
    }

    private void resume(String run) {
        TrainingRun.resume(folder.resolve(run), Map.of(), engines, RunListener.SILENT, new TrainingControl());
        assertThat(new RunFolder(folder.resolve(run))
                        .status()
                        .resumptions()
                        .getFirst()
                        .differences())
                .isEmpty();
    }

    private void assertSameEnd() {
        for (String file : FILES) {
            assertThat(last("stopped").resolve(file))
                    .hasSameBinaryContentAs(last("whole").resolve(file));
        }
    }

    private Path last(String run) {
        return new RunFolder(folder.resolve(run)).checkpoint(20).folder();
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static void kill(Set<Long> others) {
        ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child.pid()))
                .forEach(child -> {
                    child.destroyForcibly();
                    child.onExit().join();
                });
    }
}
