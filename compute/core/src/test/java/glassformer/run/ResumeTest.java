package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.BigramEngine;
import glassformer.engine.CrampedSession;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engines;
import glassformer.engine.OddEngine;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();
    private final Notes notes = new Notes();
    private RunFolder run = new RunFolder(Path.of(""));

    @BeforeEach
    void train() throws IOException {
        run = new RunFolder(folder.resolve("run"));
        TrainingRun.start(TinyLab.in(folder), folder, run.root(), engines, RunListener.SILENT, new TrainingControl());
    }

    @Test
    void anEarlierCheckpointLeadsToTheSameEnd() throws IOException {
        byte[] end = weights(20);
        resume(0, Map.of());
        assertThat(weights(20)).isEqualTo(end);
        assertThat(run.metrics().stream().map(metric -> metric.split() + metric.step()))
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(notes.sentences.subList(0, 1))
                .containsExactly("Training goes on from step 0; removed is what came after it: the checkpoints of steps"
                        + " 10, 20 and what was recorded of 20 steps.");
    }

    @Test
    void thePlanSaysWhatWouldGoAndTouchesNothing() {
        ResumePlan plan = ResumePlan.of(run.root(), 10, Map.of("training.steps", "30"));
        assertThat(plan.checkpoint().step()).isEqualTo(10);
        assertThat(plan.later()).containsExactly(20);
        assertThat(plan.laterSteps()).isEqualTo(10);
        assertThat(plan.changes()).containsExactly(new ResumePlan.Change("training.steps", "20", "30"));
        assertThat(plan.sentences())
                .containsExactly(
                        "Training goes on from step 10; removed is what came after it: the checkpoint of step 20 and"
                                + " what was recorded of 10 steps.",
                        "training.steps: 20 -> 30");
        assertThat(run.checkpointSteps()).containsExactly(0, 10, 20);
    }

    @Test
    void aStepWithoutCheckpointIsRefused() {
        assertThatThrownBy(() -> resume(7, Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no checkpoint of step 7; it has those of steps 0, 10, 20");
    }

    @Test
    void aCheckpointTornAtAnyFileIsPassedOverAndThePersonIsTold() throws IOException {
        List<String> files = List.of(
                Checkpoint.CONFIG, Checkpoint.WEIGHTS, Checkpoint.TOKENIZER, Checkpoint.OPTIMIZER, Checkpoint.TRAINER);
        for (String name : files) {
            Path file = run.checkpoint(20).folder().resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at += Math.max(1, good.length / 40)) {
                byte[] flipped = good.clone();
                flipped[at] ^= 1;
                Files.write(file, flipped);
                assertPassedOver(name + ", byte " + at);
                Files.write(file, java.util.Arrays.copyOf(good, at));
                assertPassedOver(name + ", cut at " + at);
            }
            Files.delete(file);
            assertPassedOver("no " + name);
            Files.write(file, good);
        }
        assertThat(run.latestCheckpoint().orElseThrow().step()).isEqualTo(20);
        Files.delete(run.checkpoint(20).folder().resolve(Checkpoint.TRAINER));
        resume(null, Map.of());
        assertThat(notes.sentences.getFirst()).startsWith("The checkpoint of step 20 is passed over: There is no file");
        assertThat(Files.readString(run.logFile())).contains("The checkpoint of step 20 is passed over");
        assertThat(run.latestCheckpoint().orElseThrow().step()).isEqualTo(20);
    }

    @Test
    void aCheckpointUnderAnotherNameIsPassedOver() throws IOException {
        Files.move(run.checkpoint(20).folder(), run.checkpoint(20).folder().resolveSibling("step-30"));
        assertThat(run.latestCheckpoint().orElseThrow().step()).isEqualTo(10);
        Files.createDirectory(run.checkpointsFolder().resolve("step-40"));
        assertThat(run.latestCheckpoint().orElseThrow().step()).isEqualTo(10);
    }

    @Test
    void anUnchangedResumptionIsIdenticalAndSaysByWhichHash() {
        String hash = run.checkpoint(10).hash();
        resume(10, Map.of());
        Resumption resumption = run.status().resumptions().getFirst();
        assertThat(resumption.step()).isEqualTo(10);
        assertThat(resumption.identical()).isTrue();
        assertThat(resumption.checkpoint()).isEqualTo(hash).hasSize(64);
    }

    @Test
    void whatDiffersIsNamed() {
        resume(10, Map.of("training.optimizer.learningRate", "0.01"));
        assertThat(run.status().resumptions().getFirst().differences()).containsExactly("settings");
        assertThat(notes.sentences).contains("training.optimizer.learningRate: 0.05 -> 0.01");
        Surroundings more = new Surroundings(
                Clock.systemUTC(),
                path -> Long.MAX_VALUE,
                WriteGate.OPEN,
                Surroundings.real().threads() + 1);
        TrainingRun.resume(run.root(), 10, Map.of(), engines, notes, new TrainingControl(), more);
        assertThat(run.status().resumptions().getLast().differences()).containsExactly("settings", "threads");
    }

    @Test
    void whatKeepsCheckpointsChangesNoWeights() {
        resume(10, Map.of("training.keep.last", "9", "training.checkpointEvery", "5"));
        assertThat(run.status().resumptions().getFirst().identical()).isTrue();
        assertThat(run.checkpointSteps()).containsExactly(0, 10, 15, 20);
    }

    @Test
    void aRunKilledBeforeItSaidThatItHadFinishedOnlyEnds() throws IOException {
        byte[] end = weights(20);
        Files.writeString(run.statusFile(), Files.readString(run.statusFile()).replace("\"FINISHED\"", "\"RUNNING\""));
        RunSummary summary = resume(null, Map.of());
        assertThat(summary.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(summary.trainLoss()).isFinite();
        assertThat(weights(20)).isEqualTo(end);
    }

    /// Else sums would be taken in another order than before the break.
    @Test
    void microBatchesThatWereHalvedStayHalved() throws IOException {
        // At step 4 one text fits, then any number; after step 12 one again, which is news only to one who forgot.
        Engines cramped = new OddEngine(
                        session -> new CrampedSession(session, step -> step == 4 || step > 12 ? 1 : 100),
                        OptionalLong.empty())
                .engines();
        RunFolder halved = new RunFolder(folder.resolve("halved"));
        TrainingRun.start(
                TinyLab.in(folder), folder, halved.root(), cramped, RunListener.SILENT, new TrainingControl());
        assertThat(halved.checkpoint(0).trainer().mostTexts()).isEqualTo(Integer.MAX_VALUE);
        assertThat(halved.checkpoint(10).trainer().mostTexts()).isEqualTo(1);
        byte[] end = Files.readAllBytes(halved.checkpoint(20).folder().resolve(Checkpoint.WEIGHTS));
        TrainingRun.resume(halved.root(), 10, Map.of(), cramped, notes, new TrainingControl());
        assertThat(Files.readString(halved.logFile()).split("needed more memory", -1))
                .as("4 texts are halved twice, once and for all")
                .hasSize(3);
        assertThat(Files.readAllBytes(halved.checkpoint(20).folder().resolve(Checkpoint.WEIGHTS)))
                .isEqualTo(end);
    }

    @Test
    void aDeviceThatDisappearsLeavesItsLastCheckpointAndTheRunGoesOnElsewhere() {
        String gone = "The device no longer answers (CUDA error: unspecified launch failure).";
        Engines leaving = new OddEngine(
                        session -> new CrampedSession(session, step -> {
                            if (step > 12) {
                                throw new DeviceUnavailableException(gone);
                            }
                            return Integer.MAX_VALUE;
                        }),
                        OptionalLong.empty())
                .engines();
        RunFolder left = new RunFolder(folder.resolve("left"));
        assertThatThrownBy(() -> TrainingRun.start(
                        TinyLab.in(folder), folder, left.root(), leaving, RunListener.SILENT, new TrainingControl()))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessage(gone);
        assertThat(left.status().state()).isEqualTo(RunStatus.State.FAILED);
        assertThat(left.status().message()).isEqualTo(gone);
        assertThat(left.latestCheckpoint().orElseThrow().step()).isEqualTo(10);
        RunSummary summary = TrainingRun.resume(left.root(), null, Map.of(), engines, notes, new TrainingControl());
        assertThat(summary.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(summary.steps()).isEqualTo(20);
    }

    @Test
    void aCheckpointAndARunCanBeDeleted() {
        run.deleteCheckpoint(10);
        assertThat(run.checkpointSteps()).containsExactly(0, 20);
        assertThat(run.diskUse().checkpoints())
                .isPositive()
                .isLessThan(run.diskUse().total());
        run.delete();
        assertThat(run.root()).doesNotExist();
    }

    private void assertPassedOver(String what) {
        WholeCheckpoint found = WholeCheckpoint.newest(run, Integer.MAX_VALUE);
        assertThat(found.checkpoint().orElseThrow().step()).as(what).isEqualTo(10);
        assertThat(found.passedOver()).as(what).hasSize(1);
    }

    private RunSummary resume(@Nullable Integer step, Map<String, String> changed) {
        return TrainingRun.resume(run.root(), step, changed, engines, notes, new TrainingControl());
    }

    private byte[] weights(int step) throws IOException {
        return Files.readAllBytes(run.checkpoint(step).folder().resolve(Checkpoint.WEIGHTS));
    }

    private static final class Notes implements RunListener {
        final List<String> sentences = new ArrayList<>();

        @Override
        public void phase(String sentence, double progress) {}

        @Override
        public void event(glassformer.train.TrainingEvent event) {}

        @Override
        public void note(String sentence) {
            sentences.add(sentence);
        }
    }
}
