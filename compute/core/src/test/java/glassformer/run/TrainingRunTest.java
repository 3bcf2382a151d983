package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup;
import glassformer.engine.BigramEngine;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engines;
import glassformer.engine.OddEngine;
import glassformer.engine.TensorStatistics;
import glassformer.engine.Tokens;
import glassformer.train.HeadReading;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import glassformer.train.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();
    private Lab lab = Lab.initial("unset");

    @BeforeEach
    void makeLab() throws IOException {
        lab = TinyLab.in(folder);
    }

    @Test
    void lossFallsAndTheRunFinishes() {
        RunSummary summary = start(lab, "run", RunListener.SILENT);
        assertThat(summary.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(summary.steps()).isEqualTo(20);
        assertThat(summary.trainLoss()).isLessThan(summary.firstLoss() * 0.9);
        assertThat(summary.sample()).hasSize(6);
        RunStatus status = run("run").status();
        assertThat(status.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(status.step()).isEqualTo(20);
        assertThat(status.parameters()).isEqualTo(summary.parameters()).isPositive();
    }

    @Test
    void curvesBeginAtTheStartAndHaveEveryStep() {
        start(lab, "run", RunListener.SILENT);
        List<Metric> metrics = run("run").metrics();
        assertThat(metrics.stream().filter(m -> m.split().equals("train")).map(Metric::step))
                .containsExactly(Stream.iterate(1, s -> s + 1).limit(20).toArray(Integer[]::new));
        assertThat(metrics.stream().filter(m -> m.split().equals("validation")).map(Metric::step))
                .containsExactly(0, 5, 10, 15, 20);
        assertThat(run("run").samples().stream().map(Sample::step)).containsExactly(0, 5, 10, 15, 20);
        assertThat(run("run").attentionSteps()).containsExactly(0, 5, 10, 15, 20);
        assertThat(run("run").checkpointSteps()).containsExactly(0, 10, 20);
    }

    @Test
    void storedAttentionNamesItsTokens() {
        start(lab, "run", RunListener.SILENT);
        AttentionProbe probe = run("run").attention(5);
        AttentionGroup decoder = probe.groups().getFirst();
        assertThat(probe.groups()).hasSize(1);
        assertThat(decoder.kind()).isEqualTo(AttentionGroup.Kind.DECODER);
        assertThat(String.join("", decoder.rows())).isEqualTo("the cat");
        assertThat(decoder.columns()).isEqualTo(decoder.rows());
        assertThat(decoder.patterns()).hasSize(2);
        assertThat(decoder.patterns().getFirst().shape()).containsExactly(2, 7, 7);
    }

    @Test
    void everyEvaluationStoresWhatTheModelSaysOfTheProbeSentence() {
        start(lab, "run", RunListener.SILENT);
        List<ProbeLine> lines = run("run").probeLines();
        assertThat(lines).extracting(ProbeLine::step).containsExactly(0, 5, 10, 15, 20);
        HeadReading reading = lines.getLast().readings().getFirst();
        assertThat(reading.head()).isEqualTo("lm");
        assertThat(reading.kind()).isEqualTo(HeadReading.Kind.NEXT_TOKEN);
        assertThat(reading.places())
                .extracting(HeadReading.Place::token)
                .containsExactly("t", "h", "e", " ", "c", "a", "t");
        assertThat(reading.places().getFirst().target()).isNotNull();
        assertThat(reading.places().getFirst().likeliest()).hasSize(10);
        assertThat(reading.places().getLast().target()).isNull(); // nothing follows the sentence
    }

    @Test
    void aRunOfAVersionThatStoredNoProbabilitiesGoesOnAndStoresThem() throws IOException {
        start(lab, "run", RunListener.SILENT);
        Files.delete(run("run").probesFile());
        assertThat(run("run").probeLines()).isEmpty();
        resume("run", Map.of("training.steps", "30"));
        assertThat(run("run").probeLines()).extracting(ProbeLine::step).containsExactly(25, 30);
    }

    @Test
    void resumedRunEqualsUninterruptedRunByteForByte() throws IOException {
        start(lab, "whole", RunListener.SILENT);
        assertThatThrownBy(() -> start(lab, "broken", killedAt(13))).isInstanceOf(Killed.class);
        assertThat(run("broken").checkpointSteps()).containsExactly(0, 10);
        resume("broken", Map.of());
        assertThat(contents("whole")).containsKey("probes.jsonl");
        assertThat(contents("broken")).isEqualTo(contents("whole"));
        assertThat(metricsWithoutTimes("broken")).isEqualTo(metricsWithoutTimes("whole"));
    }

    @Test
    void stoppedRunKeepsACheckpointAndGoesOnToTheSameEnd() throws IOException {
        start(lab, "whole", RunListener.SILENT);
        TrainingControl control = new TrainingControl();
        RunSummary stopped =
                TrainingRun.start(lab, folder, folder.resolve("run"), engines, at(7, control::stop), control);
        assertThat(stopped.state()).isEqualTo(RunStatus.State.STOPPED);
        assertThat(run("run").checkpointSteps()).containsExactly(0, 7);
        resume("run", Map.of());
        assertThat(Files.readAllBytes(weights("run", 20))).isEqualTo(Files.readAllBytes(weights("whole", 20)));
        assertThat(metricsWithoutTimes("run")).isEqualTo(metricsWithoutTimes("whole"));
    }

    @Test
    void watchedStepsAreInTheFolderOnceEachAlsoAfterAResume() {
        Lab watched = lab.with("training.watchEvery", 3);
        start(watched, "whole", RunListener.SILENT);
        List<StatisticsLine> lines = run("whole").statistics();
        assertThat(lines.stream().map(StatisticsLine::step).distinct()).containsExactly(3, 6, 9, 12, 15, 18);
        assertThat(lines.stream().filter(line -> line.step() == 6).map(line -> line.statistics()
                        .kind()))
                .contains(TensorStatistics.Kind.WEIGHT, TensorStatistics.Kind.GRADIENT);
        assertThatThrownBy(() -> start(watched, "broken", killedAt(13))).isInstanceOf(Killed.class);
        assertThat(run("broken").statistics().getLast().step()).isEqualTo(12);
        resume("broken", Map.of());
        assertThat(run("broken").statistics().stream()
                        .map(line -> line.json().toString())
                        .toList())
                .isEqualTo(lines.stream().map(line -> line.json().toString()).toList());
    }

    @Test
    void watchingLeavesTheFinalWeightsAsTheyAre() throws IOException {
        start(lab.with("training.watchEvery", 0), "unwatched", RunListener.SILENT);
        start(lab.with("training.watchEvery", 5), "watched", RunListener.SILENT);
        assertThat(Files.readAllBytes(weights("watched", 20))).isEqualTo(Files.readAllBytes(weights("unwatched", 20)));
        assertThat(run("unwatched").statistics()).isEmpty();
    }

    @Test
    void theMemoryOfTheProcessIsAMeasureOfTheFirstStep() {
        start(lab, "run", RunListener.SILENT);
        Metric first = run("run").metrics().stream()
                .filter(metric -> metric.step() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(first.measures().get(Metric.RESIDENT_BYTES)).isBetween(1e7, 1e12);
        assertThat(first.measures()).doesNotContainKey(Metric.DEVICE_BYTES);
    }

    @Test
    void whatADeviceTellsOfItsOwnMemoryIsAMeasure() {
        Engines telling = new OddEngine(session -> session, OptionalLong.of(5_000_000)).engines();
        TrainingRun.start(lab, folder, folder.resolve("gpu"), telling, RunListener.SILENT, new TrainingControl());
        assertThat(run("gpu").metrics().get(1).measures()).containsEntry(Metric.DEVICE_BYTES, 5e6);
    }

    @Test
    void statisticsOfAKindThatIsNotKnownArePassedOver() throws IOException {
        start(lab.with("training.watchEvery", 10), "watched", RunListener.SILENT);
        int known = run("watched").statistics().size();
        Files.writeString(
                run("watched").statisticsFile(),
                "{\"step\":20,\"name\":\"x\",\"kind\":\"of-tomorrow\",\"norm\":1}\n",
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(run("watched").statistics()).hasSize(known);
    }

    @Test
    void aCurriculumOfLengthsGoesOnWhereItWasAndLeavesValidationAsItIs() throws IOException {
        Lab growing = lab.with("training.curriculum", "length")
                .with("training.startLength", 2)
                .with("training.growSteps", 16);
        start(growing, "whole", RunListener.SILENT);
        assertThatThrownBy(() -> start(growing, "broken", killedAt(13))).isInstanceOf(Killed.class);
        resume("broken", Map.of());
        assertThat(contents("broken")).isEqualTo(contents("whole"));
        start(lab, "plain", RunListener.SILENT);
        assertThat(run("whole").metrics().getFirst().loss())
                .isEqualTo(run("plain").metrics().getFirst().loss()); // validation before the first step
        assertThat(Files.readAllBytes(weights("whole", 20))).isNotEqualTo(Files.readAllBytes(weights("plain", 20)));
    }

    @Test
    void aCurriculumThatBeginsBeyondTheContextIsRefused() {
        assertThatThrownBy(() -> lab.with("training.curriculum", "length").validate())
                .isInstanceOf(BadInputException.class)
                .hasMessage("training.startLength is 16, but must be at most model.contextLength, which is 8.");
    }

    @Test
    void pausedRunSaysSoAndGoesOn() throws Exception {
        TrainingControl control = new TrainingControl();
        Thread training = Thread.ofVirtual()
                .start(() ->
                        TrainingRun.start(lab, folder, folder.resolve("run"), engines, at(4, control::pause), control));
        Path status = folder.resolve("run/run.json");
        for (int i = 0;
                i < 500 && !(Files.exists(status) && Files.readString(status).contains("PAUSED"));
                i++) {
            Thread.sleep(10);
        }
        assertThat(run("run").status().state()).isEqualTo(RunStatus.State.PAUSED);
        assertThat(run("run").status().interrupted()).isFalse();
        control.unpause();
        training.join();
        assertThat(run("run").status().state()).isEqualTo(RunStatus.State.FINISHED);
    }

    @Test
    void tornCheckpointIsPassedOver() throws IOException {
        start(lab, "run", RunListener.SILENT);
        byte[] bytes = Files.readAllBytes(weights("run", 20));
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights("run", 20), bytes);
        assertThat(run("run").latestCheckpoint().orElseThrow().step()).isEqualTo(10);
        resume("run", Map.of());
        assertThat(run("run").latestCheckpoint().orElseThrow().step()).isEqualTo(20);
    }

    @Test
    void halfWrittenCheckpointIsRemovedAtTheNextStart() throws IOException {
        assertThatThrownBy(() -> start(lab, "run", killedAt(13))).isInstanceOf(Killed.class);
        Path leftover = Files.createDirectory(folder.resolve("run/checkpoints/.step-20.tmp"));
        Files.writeString(leftover.resolve("config.json"), "{");
        resume("run", Map.of());
        assertThat(leftover).doesNotExist();
    }

    @Test
    void moreStepsCanBeAddedToAFinishedRun() {
        start(lab, "run", RunListener.SILENT);
        assertThatThrownBy(() -> resume("run", Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has done all its 20 steps; set training.steps higher");
        assertThat(resume("run", Map.of("training.steps", "25")).steps()).isEqualTo(25);
        assertThat(run("run").lab().training().steps()).isEqualTo(25);
    }

    @Test
    void modelCannotChangeOnResume() {
        start(lab, "run", RunListener.SILENT);
        assertThatThrownBy(() -> resume("run", Map.of("model.dim", "16")))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("model.dim cannot change");
    }

    @Test
    void changedTextIsNoticedOnResume() throws IOException {
        assertThatThrownBy(() -> start(lab, "run", killedAt(13))).isInstanceOf(Killed.class);
        Files.writeString(folder.resolve("text.txt"), Files.readString(folder.resolve("text.txt")) + "more.\n");
        assertThatThrownBy(() -> resume("run", Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has changed since the run began");
    }

    @Test
    void folderWithContentIsNeverOverwritten() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        Files.writeString(folder.resolve("run/precious.txt"), "mine");
        assertThatThrownBy(() -> start(lab, "run", RunListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("exists and is not empty");
        assertThat(folder.resolve("run/precious.txt")).hasContent("mine");
    }

    @Test
    void contextLongerThanTheTextNamesBoth() {
        assertThatThrownBy(() -> start(lab.with("model.contextLength", 5000), "run", RunListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.contextLength is 5000, but the validation text has only ")
                .hasMessageContaining("a context of at most ");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void missingDeviceLeavesNothingBehind() {
        assertThatThrownBy(() -> start(lab.with("training.device", "cuda:3"), "run", RunListener.SILENT))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("cuda:3");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void divergingRunFailsInOneSentenceAndKeepsItsLastGoodCheckpoint() {
        Lab wild = lab.with("training.optimizer.learningRate", 10.0)
                .with("training.optimizer.weightDecay", 10.0)
                .with("training.schedule.kind", "constant")
                .with("training.steps", 2000)
                .with("training.evaluateEvery", 1000);
        assertThatThrownBy(() -> start(wild, "run", RunListener.SILENT))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("probably the learning rate 10.0, ")
                .hasMessageContaining("the last good checkpoint is that of step ");
        RunStatus status = run("run").status();
        assertThat(status.state()).isEqualTo(RunStatus.State.FAILED);
        assertThat(status.message()).contains("learning rate");
        assertThat(run("run")
                        .latestCheckpoint()
                        .orElseThrow()
                        .weights()
                        .tensors()
                        .values())
                .allSatisfy(tensor -> {
                    for (float value : tensor.values()) {
                        assertThat(Float.isFinite(value)).isTrue();
                    }
                });
    }

    @Test
    void twoTrainingsCannotShareAFolder() {
        assertThatThrownBy(() -> start(lab, "run", killedAt(13))).isInstanceOf(Killed.class);
        try (RunLock lock = RunLock.take(folder.resolve("run"))) {
            assertThatThrownBy(() -> resume("run", Map.of()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is being trained by another process");
        }
    }

    @Test
    void trainedModelOpensFromRunAndFromCheckpoint() {
        start(lab, "run", RunListener.SILENT);
        try (TrainedModel newest = TrainedModel.open(folder.resolve("run"), null, engines, "auto");
                TrainedModel older = TrainedModel.open(folder.resolve("run"), 10, engines, "auto");
                TrainedModel direct =
                        TrainedModel.open(folder.resolve("run/checkpoints/step-10"), null, engines, "cpu")) {
            assertThat(newest.step()).isEqualTo(20);
            assertThat(direct.step()).isEqualTo(10);
            Tokens ids = Tokens.of(direct.tokenizer().encode("cat"));
            assertThat(direct.session().logits(ids, null, "lm").values())
                    .isEqualTo(older.session().logits(ids, null, "lm").values())
                    .isNotEqualTo(newest.session().logits(ids, null, "lm").values());
        }
        assertThatThrownBy(() -> TrainedModel.open(folder.resolve("run"), 7, engines, "auto"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no checkpoint of step 7; it has those of steps 0, 10, 20");
    }

    private RunSummary start(Lab started, String name, RunListener listener) {
        return TrainingRun.start(started, folder, folder.resolve(name), engines, listener, new TrainingControl());
    }

    private RunSummary resume(String name, Map<String, String> changed) {
        return TrainingRun.resume(folder.resolve(name), changed, engines, RunListener.SILENT, new TrainingControl());
    }

    private RunFolder run(String name) {
        return new RunFolder(folder.resolve(name));
    }

    private Path weights(String run, int step) {
        return folder.resolve(run).resolve("checkpoints/step-" + step + "/model.safetensors");
    }

    private List<String> metricsWithoutTimes(String name) {
        List<String> lines = new ArrayList<>();
        for (Metric metric : run(name).metrics()) {
            lines.add(new Metric(metric.step(), metric.split(), metric.loss(), metric.lr(), metric.gradNorm(), null, 0)
                    .toString());
        }
        return lines;
    }

    /// Every file that holds no time, with its bytes as text.
    private Map<String, String> contents(String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Path root = folder.resolve(name);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString();
                boolean timed = path.matches("run.json|log.txt|metrics.jsonl|events.*|.*trainer.json|.lock");
                contents.put(
                        path.startsWith("events") ? "events" : path,
                        timed
                                ? ""
                                : new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private static RunListener killedAt(int step) {
        return at(step, () -> {
            throw new Killed();
        });
    }

    private static RunListener at(int step, Runnable action) {
        return new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped && event.step() == step) {
                    action.run();
                }
            }
        };
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
