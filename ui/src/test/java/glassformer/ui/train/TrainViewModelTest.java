package glassformer.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import glassformer.BadInputException;
import glassformer.run.Sample;
import glassformer.ui.Shown;
import glassformer.ui.worker.Bench;
import glassformer.ui.worker.FakeWorker;
import glassformer.worker.WorkerEvents.AtStep;
import glassformer.worker.WorkerEvents.Evaluated;
import glassformer.worker.WorkerEvents.Failed;
import glassformer.worker.WorkerEvents.Finished;
import glassformer.worker.WorkerEvents.Phase;
import glassformer.worker.WorkerEvents.Sampled;
import glassformer.worker.WorkerEvents.Stepped;
import glassformer.worker.WorkerService.ResumeRequest;
import glassformer.worker.WorkerService.TrainRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainViewModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private FakeWorker worker;

    @SuppressWarnings("NullAway.Init")
    private TrainViewModel model;

    @BeforeEach
    void make() {
        bench = new Bench(folder);
        worker = bench.worker();
        model = model();
    }

    private TrainViewModel model() {
        var clock = Clock.fixed(Instant.parse("2026-01-31T14:25:30Z"), ZoneOffset.UTC);
        return new TrainViewModel(
                bench.session(), bench.link(), bench.runs(), bench.background(), Shown.ENGLISH, clock);
    }

    private String startedRun() {
        model.start();
        return worker.asked(TrainRequest.class).run();
    }

    private void step(String run, int step) {
        worker.tell().stepped(new Stepped(run, step, 3.0 / step, 1e-3, 1.0, 1000.0, step * 0.5));
    }

    private String notice() {
        return Objects.requireNonNull(model.noticeProperty().get()).sentence();
    }

    @Test
    void aNewRunIsNamedAfterTheLabAndTheTime() {
        assertThat(startedRun())
                .isEqualTo(bench.runs().resolve("tiny-20260131-142530").toString());
    }

    @Test
    void theFirstEvaluationMakesTheRunKnownToTheOtherPages() {
        String run = startedRun();
        worker.tell().phase(new Phase(run, "Reading the text", 0.5));
        assertThat(model.phaseProperty().get()).isEqualTo(new TrainViewModel.Phase("Reading the text", 0.5));
        assertThat(bench.session().runProperty().get()).isNull();
        worker.tell().evaluated(new Evaluated(run, 0, 3.7, 0));
        assertThat(bench.session().runProperty().get()).isEqualTo(Path.of(run));
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.RUNNING);
    }

    @Test
    void everyStepIsAPointOfEachCurve() {
        String run = startedRun();
        for (int i = 1; i <= 30; i++) step(run, i);
        assertThat(model.curves().trainLoss().size()).isEqualTo(30);
        assertThat(model.curves().learningRate().y(29)).isEqualTo(1e-3);
        assertThat(model.curves().gradientNorm().size()).isEqualTo(30);
        assertThat(model.progressProperty().get().step()).isEqualTo(30);
    }

    @Test
    void timeLeftFollowsThePaceOfTheLastSteps() {
        String run = startedRun();
        for (int i = 1; i <= 15; i++) step(run, i);
        assertThat(model.progressProperty().get().remaining()).isEqualTo(Duration.ofMillis(2500));
        assertThat(model.progressProperty().get().elapsed()).isEqualTo(Duration.ofMillis(7500));
    }

    @Test
    void pausingKeepsTheCurvesAndOffersToContinue() {
        String run = startedRun();
        step(run, 1);
        model.pause();
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.PAUSED);
        assertThat(model.canContinueProperty().get()).isTrue();
        assertThat(model.canPauseProperty().get()).isFalse();
        assertThat(model.curves().trainLoss().size()).isEqualTo(1);
        model.goOn();
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.RUNNING);
    }

    @Test
    void onlyWhatMakesSenseCanBeDone() {
        assertThat(model.canStartProperty().get()).isTrue();
        assertThat(model.canStopProperty().get()).isFalse();
        assertThat(model.canResumeProperty().get()).isFalse();
        step(startedRun(), 1);
        assertThat(model.canStartProperty().get()).isFalse();
        assertThat(model.canPauseProperty().get()).isTrue();
        assertThat(model.canStopProperty().get()).isTrue();
        model.stop();
        assertThat(model.canStopProperty().get()).isFalse();
        assertThat(model.canPauseProperty().get()).isFalse();
    }

    @Test
    void theNewestTextIsOnTop() {
        String run = startedRun();
        worker.tell().sampled(new Sampled(run, 0, "the ", "xq"));
        worker.tell().sampled(new Sampled(run, 5, "the ", "cat"));
        assertThat(model.samples()).containsExactly(new Sample(5, "the ", "cat"), new Sample(0, "the ", "xq"));
    }

    @Test
    void everyMeasureAndEveryHeadIsACurveOfItsOwn() {
        String run = startedRun();
        worker.tell().evaluated(new Evaluated(run, 0, 3.0, 0, Map.of("accuracy/topic", 0.1)));
        worker.tell().stepped(new Stepped(run, 1, 3.0, 1e-3, 1.0, 1000.0, 0.5, Map.of("loss/topic", 2.0)));
        worker.tell().evaluated(new Evaluated(run, 1, 2.5, 0.5, Map.of("accuracy/topic", 0.4)));
        assertThat(model.curves().measures())
                .extracting(MeasureCurve::name, MeasureCurve::split, MeasureCurve::isLoss)
                .containsExactly(tuple("accuracy/topic", "validation", false), tuple("loss/topic", "train", true));
        assertThat(model.curves().measures().getFirst().curve().size()).isEqualTo(2);
        worker.tell().finished(new Finished(run, "finished", 1, 3.0, 3.0, 2.5, 1000.0, 777, 1, "x"));
        assertThat(Objects.requireNonNull(model.summaryProperty().get()).measures())
                .containsExactly(Map.entry("accuracy/topic", 0.4));
    }

    @Test
    void measuresOfStepsThatAreTrainedAgainAreDropped() throws IOException {
        Path run = interruptedRun();
        bench.session().runProperty().set(run);
        model.resume(null, List.of());
        String name = run.toString();
        worker.tell().evaluated(new Evaluated(name, 25, 2.5, 0.5, Map.of("accuracy", 0.4)));
        worker.die("The compute process was killed (signal 9).");
        model.resume(null, List.of());
        worker.tell().stepped(new Stepped(name, 21, 9.0, 1e-3, 1.0, 1000.0, 0.5));
        assertThat(model.curves().measures().getFirst().curve().isEmpty()).isTrue();
    }

    @Test
    void whetherTheModelGoesOnOrAnswersFollowsTheTask() {
        bench.session().runProperty().set(bench.trained());
        assertThat(model.continuesProperty().get()).isTrue();
        bench.session().open(bench.tiny().with("task", "translation").with("tokenizer.kind", "bpe"), null, folder);
        model.start();
        assertThat(model.continuesProperty().get()).isFalse();
    }

    @Test
    void aFinishedRunIsSummedUp() {
        String run = startedRun();
        step(run, 1);
        worker.tell().evaluated(new Evaluated(run, 1, 2.5, 0.5));
        step(run, 2);
        worker.tell().evaluated(new Evaluated(run, 2, 2.75, 1));
        worker.tell().finished(new Finished(run, "finished", 2, 3.0, 1.5, 2.75, 1000.0, 777, 1, "x"));
        var summary = Objects.requireNonNull(model.summaryProperty().get());
        assertThat(summary.stage()).isEqualTo(TrainStage.FINISHED);
        assertThat(summary.firstLoss()).isEqualTo(3.0);
        assertThat(summary.trainLoss()).isEqualTo(1.5);
        assertThat(summary.bestValidationLoss()).isEqualTo(2.5);
        assertThat(summary.parameters()).isEqualTo(777);
        assertThat(model.canStartProperty().get()).isTrue();
    }

    @Test
    void aLabThatDoesNotFitTogetherSaysWhyAndAsksNoWorker() {
        bench.session().open(bench.tiny().with("model.heads", 3), null, folder);
        model.start();
        assertThat(notice()).contains("model.heads is 3, but must divide model.dim");
        assertThat(worker.asked()).isEmpty();
    }

    @Test
    void aRefusedStartSaysWhyAndCanBeTriedAgain() {
        worker.refuse(new BadInputException("There is no file text.txt."));
        model.start();
        assertThat(notice()).isEqualTo("There is no file text.txt.");
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.NONE);
        assertThat(model.canStartProperty().get()).isTrue();
    }

    @Test
    void aFailureBeforeTheFirstStepBringsBackTheRunThatWasOnShow() {
        Path earlier = bench.trained();
        bench.session().runProperty().set(earlier);
        String run = startedRun();
        worker.tell().failed(new Failed(run, "The file text.txt is not UTF-8.", "BAD_INPUT"));
        assertThat(model.runProperty().get()).isEqualTo(earlier);
        assertThat(model.curves().trainLoss().size()).isEqualTo(20);
        assertThat(notice()).isEqualTo("The file text.txt is not UTF-8.");
    }

    @Test
    void anOpenedRunShowsWhatItsFolderHolds() {
        bench.session().runProperty().set(bench.trained());
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.FINISHED);
        assertThat(model.curves().trainLoss().size()).isEqualTo(20);
        assertThat(model.curves().validationLoss().size()).isEqualTo(5);
        assertThat(model.samples().getFirst().step()).isEqualTo(20);
        assertThat(model.progressProperty().get().steps()).isEqualTo(20);
        assertThat(model.summaryProperty().get()).isNotNull();
    }

    @Test
    void aDeadWorkerIsExplainedAndTheRunCanBeResumedFromItsCheckpoint() throws IOException {
        Path run = interruptedRun();
        bench.session().runProperty().set(run);
        model.resume(null, List.of());
        worker.tell().stepped(new Stepped(run.toString(), 21, 1.0, 1e-3, 1.0, 1000.0, 0.5));
        worker.die("The compute process was killed (signal 9).");
        assertThat(notice())
                .isEqualTo("The compute process was killed (signal 9). Everything up to the checkpoint of step 20 is"
                        + " kept; Resume goes on from there.");
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.INTERRUPTED);
        assertThat(model.canResumeProperty().get()).isTrue();
        assertThat(model.curves().trainLoss().size()).isEqualTo(21);
    }

    @Test
    void anOpenedRunWhoseProcessIsGoneCanBeResumed() throws IOException {
        bench.session().runProperty().set(interruptedRun());
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.INTERRUPTED);
        assertThat(notice()).startsWith("This run was interrupted at step 20").contains("checkpoint of step 20");
        assertThat(model.canResumeProperty().get()).isTrue();
    }

    @Test
    void aResumedRunDropsWhatIsTrainedAgain() throws IOException {
        Path run = interruptedRun();
        bench.session().runProperty().set(run);
        model.resume(null, List.of());
        assertThat(worker.asked(ResumeRequest.class).run()).isEqualTo(run.toString());
        worker.tell().stepped(new Stepped(run.toString(), 11, 9.0, 1e-3, 1.0, 1000.0, 0.5));
        assertThat(model.curves().trainLoss().size()).isEqualTo(11);
        assertThat(model.curves().trainLoss().y(10)).isEqualTo(9.0);
        assertThat(model.curves().validationLoss().xExtent().high()).isEqualTo(10);
        assertThat(model.samples().getFirst().step()).isEqualTo(10);
    }

    @Test
    void aFinishedRunGoesOnWhenTheLabWantsMoreSteps() {
        Path run = bench.trained();
        bench.session().runProperty().set(run);
        assertThat(model.canResumeProperty().get()).isFalse();
        bench.session().edit("training.steps", 50);
        assertThat(model.canResumeProperty().get()).isTrue();
        model.resume(null, List.of());
        assertThat(worker.asked(ResumeRequest.class).changed()).containsEntry("training.steps", "50");
    }

    @Test
    void anotherRunCanBeLookedAtWhileOneIsTrained() {
        String live = startedRun();
        step(live, 1);
        bench.session().runProperty().set(bench.trained());
        step(live, 2);
        assertThat(model.elsewhereProperty().get()).isEqualTo(Path.of(live));
        assertThat(model.curves().trainLoss().size()).isEqualTo(20);
        assertThat(model.canStartProperty().get()).isFalse();
        assertThat(model.canStopProperty().get()).isFalse();
    }

    @Test
    void aRunOfAnotherProcessIsFollowedInItsFolder() throws IOException {
        Path run = bench.trained();
        Path status = run.resolve("run.json");
        Path metrics = run.resolve("metrics.jsonl");
        String lines = Files.readString(metrics);
        String json = Files.readString(status);
        Files.writeString(metrics, lines.substring(0, lines.indexOf("\"step\":12") - 1));
        Files.writeString(status, json.replace("FINISHED", "RUNNING"));
        bench.session().runProperty().set(run);
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.ELSEWHERE);
        assertThat(model.canResumeProperty().get()).isFalse();
        assertThat(model.curves().trainLoss().size()).isEqualTo(11);
        Files.writeString(metrics, lines);
        Files.writeString(status, json);
        model.follow();
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.FINISHED);
        assertThat(model.curves().trainLoss().size()).isEqualTo(20);
    }

    @Test
    void aDamagedRunSaysSo() throws IOException {
        Path run = bench.trained();
        Files.writeString(run.resolve("run.json"), "{");
        bench.session().runProperty().set(run);
        assertThat(notice()).contains("run.json");
        assertThat(model.canStartProperty().get()).isTrue();
    }

    @Test
    void theCheckpointOfALiveRunIsWhereItWouldGoOn() {
        Path run = bench.trained();
        bench.session().runProperty().set(run);
        bench.session().edit("training.steps", 50);
        model.resume(null, List.of());
        worker.tell().checkpointed(new AtStep(run.toString(), 30));
        worker.tell().finished(new Finished(run.toString(), "stopped", 30, 3.0, 1.5, 2.0, 1.0, 1, 1, ""));
        assertThat(model.stageProperty().get()).isEqualTo(TrainStage.STOPPED);
        assertThat(model.canResumeProperty().get()).isTrue();
    }

    /// As a killed process leaves it: it says that it runs, but nobody does.
    private Path interruptedRun() throws IOException {
        Path run = bench.trained();
        Path status = run.resolve("run.json");
        String json = Files.readString(status)
                .replace("FINISHED", "RUNNING")
                .replaceAll("\"pid\"\\s*:\\s*\\d+", "\"pid\": 99999999")
                .replaceAll("\"steps\"\\s*:\\s*20", "\"steps\": 40");
        Files.writeString(status, json);
        return run;
    }
}
