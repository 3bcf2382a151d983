package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.data.Pooling;
import glassformer.data.Truncation;
import glassformer.engine.Batch;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.reference.ReferenceEngine;
import glassformer.task.LongTexts;
import glassformer.task.TaskData;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Labs that change their training examples, through whole runs.
class TrainingChangesTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = new Engines(List.of(new EngineProvider() {
        @Override
        public String id() {
            return "reference";
        }

        @Override
        public Engine open() {
            return new ReferenceEngine();
        }
    }));

    @BeforeEach
    void tables() throws IOException {
        StringBuilder classes = new StringBuilder("text,label\n");
        StringBuilder there = new StringBuilder("source,target\n");
        for (int i = 0; i < 10; i++) {
            classes.append("a big fish ").append(i).append(",sea\n");
            classes.append("a big tree ").append(i).append(",land\n");
            there.append("fish ").append(i).append(",poisson ").append(i).append('\n');
        }
        Files.writeString(folder.resolve("classes.csv"), classes);
        Files.writeString(folder.resolve("there.csv"), there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insertion", "deletion", "swap", "synonyms"})
    void wordsAreChangedInTrainingAndNeverInValidation(String kind) {
        Lab plain = classes();
        Lab changed = plain.with("data.augment.kind", kind);
        try (TaskData before = data(plain);
                TaskData after = data(changed)) {
            assertThat(ids(after.training().microBatches(1, 1, 1, 16)))
                    .isNotEqualTo(ids(before.training().microBatches(1, 1, 1, 16)));
            assertThat(ids(after.validation(10, 4))).isEqualTo(ids(before.validation(10, 4)));
            assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
        }
    }

    @Test
    void aRunThatGoesOnSeesTheSameChanges() throws IOException {
        Lab lab = classes().with("data.augment.kind", "deletion").with("data.augment.rate", 0.5);
        start(lab, "whole");
        stopAndResume(lab, "broken");
        assertThat(weights("broken")).isEqualTo(weights("whole"));
        start(classes(), "plain");
        assertThat(weights("plain")).isNotEqualTo(weights("whole"));
    }

    @Test
    void backTranslationUsesTwoRunsAndGoesOnWithThem() throws IOException {
        start(translation(), "there");
        start(translation(), "back");
        Lab lab = classes()
                .with("data.augment.kind", "back-translation")
                .with("data.augment.rate", 0.9)
                .with("data.augment.there", "there")
                .with("data.augment.back", "back");
        start(lab, "whole");
        assertThat(new RunFolder(folder.resolve("whole")).lab().values().text("data.augment.there"))
                .isEqualTo(folder.resolve("there/checkpoints/step-4").toString());
        stopAndResume(lab, "broken");
        assertThat(weights("broken")).isEqualTo(weights("whole"));
        try (TaskData plain = data(classes());
                TaskData translated = data(lab)) {
            assertThat(ids(translated.validation(10, 4))).isEqualTo(ids(plain.validation(10, 4)));
        }
    }

    @Test
    void backTranslationWithoutATranslatorSaysWhatItNeeds() {
        assertThatThrownBy(() -> start(classes().with("data.augment.kind", "back-translation"), "run"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("data.augment.there is empty, but back-translation needs two runs of translation labs:"
                        + " data.augment.there for the way into another language and data.augment.back for the way"
                        + " back.");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aRunThatDoesNotTranslateIsRefusedByName() {
        start(classes(), "classifier");
        assertThatThrownBy(() -> start(
                        classes()
                                .with("data.augment.kind", "back-translation")
                                .with("data.augment.there", "classifier")
                                .with("data.augment.back", "classifier"),
                        "run"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("data.augment.there is ")
                .hasMessageEndingWith("which does not translate; name the run of a lab whose task is translation.");
    }

    @Test
    void translationsAreNotAugmented() {
        assertThatThrownBy(() -> translation().with("data.augment.kind", "swap"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("data.augment.kind is swap, but the task translation has no such key");
    }

    @Test
    void aTrainedClassifierAnswersLongTextsAsItsLabReadsThem() {
        start(classes(), "cut");
        start(classes().with("data.windowOverlap", 2).with("data.pooling", "max"), "windows");
        try (TrainedModel cut = TrainedModel.open(folder.resolve("cut"), null, engines, "cpu");
                TrainedModel windows = TrainedModel.open(folder.resolve("windows"), null, engines, "cpu")) {
            assertThat(cut.predictor().longTexts()).isEqualTo(LongTexts.CUT);
            assertThat(windows.predictor().longTexts()).isEqualTo(new LongTexts(Truncation.HEAD, 2, Pooling.MAX));
        }
    }

    private TaskData data(Lab lab) {
        return PreparedData.toTrainOn(lab, folder, null, engines, RunListener.SILENT, new TrainingControl());
    }

    private static List<String> ids(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> IntStream.range(0, batch.size())
                        .mapToObj(row ->
                                java.util.Arrays.toString(batch.input().row(row).ids())))
                .toList();
    }

    private void start(Lab lab, String name) {
        TrainingRun.start(lab, folder, folder.resolve(name), engines, RunListener.SILENT, new TrainingControl());
    }

    private void stopAndResume(Lab lab, String name) {
        TrainingControl control = new TrainingControl();
        RunListener stopping = new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped && event.step() == 2) {
                    control.stop();
                }
            }
        };
        TrainingRun.start(lab, folder, folder.resolve(name), engines, stopping, control);
        TrainingRun.resume(folder.resolve(name), Map.of(), engines, RunListener.SILENT, new TrainingControl());
    }

    private byte[] weights(String run) throws IOException {
        return Files.readAllBytes(folder.resolve(run).resolve("checkpoints/step-4/model.safetensors"));
    }

    private static Lab classes() {
        return small("classification").with("data.source", "file:classes.csv").with("model.family", "bert");
    }

    private static Lab translation() {
        return small("translation").with("data.source", "file:there.csv");
    }

    private static Lab small(String task) {
        return Lab.initial(task)
                .with("task", task)
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 12)
                .with("tokenizer.vocabSize", 300)
                .with("data.validationFraction", 0.2)
                .with("training.steps", 4)
                .with("training.batchSize", 4)
                .with("training.evaluateEvery", 4)
                .with("training.evaluateBatches", 1)
                .with("training.checkpointEvery", 4)
                .with("training.schedule.warmupSteps", 1);
    }
}
