package glassformer.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.BadInputException;
import glassformer.engine.BigramEngine;
import glassformer.run.Lab;
import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.run.RaceResult;
import glassformer.run.RunListener;
import glassformer.run.Runs;
import glassformer.train.TrainingControl;
import glassformer.ui.Shown;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.worker.Bench;
import glassformer.ui.worker.FakeWorker;
import glassformer.worker.WorkerEvents.Failed;
import glassformer.worker.WorkerEvents.Finished;
import glassformer.worker.WorkerEvents.Stepped;
import glassformer.worker.WorkerService.TrainRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceViewModelTest {
    private static final Race.Listener SILENT = new Race.Listener() {
        @Override
        public RunListener begins(int number, RaceEntry entry, Lab lab) {
            return RunListener.SILENT;
        }

        @Override
        public void ended(RaceResult result) {}
    };

    private static final RunLabels LABELS = new RunLabels(new FieldTexts(Shown.ENGLISH));

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private FakeWorker worker;

    @SuppressWarnings("NullAway.Init")
    private RaceViewModel model;

    @SuppressWarnings("NullAway.Init")
    private Race race;

    @BeforeEach
    void makeRace() {
        bench = new Bench(folder);
        worker = bench.worker();
        model = new RaceViewModel(bench.link(), bench.background(), LABELS);
        race = Race.create(folder.resolve("race"), bench.tiny(), folder, RaceEntry.grid(List.of("training.seed=1,2")));
    }

    private String run(int number) {
        return race.run(number).toString();
    }

    private List<String> asked() {
        return worker.asked().stream()
                .filter(TrainRequest.class::isInstance)
                .map(request -> ((TrainRequest) request).run())
                .toList();
    }

    /// As a worker would: the folder first, then the news.
    private void finish(int number) {
        assertThat(race.train(number, Runs.here(BigramEngine.engines()), new TrainingControl(), SILENT))
                .isNull();
        worker.tell().finished(new Finished(run(number), "finished", 20, 3.0, 2.0, 2.0, 100.0, 10, 1, ""));
    }

    @Test
    void runsAreTrainedOneAfterAnotherUntilNoneIsLeft() {
        model.start(race);
        assertThat(asked()).containsExactly(run(1));
        worker.tell().stepped(new Stepped(run(1), 1, 3.0, 1e-3, 1.0, 100.0, 1));
        worker.tell().stepped(new Stepped(run(1), 10, 3.0, 1e-3, 1.0, 100.0, 10));
        RaceProgress progress = model.progressProperty().get();
        assertThat(progress.number()).isEqualTo(1);
        assertThat(progress.share()).isEqualTo(0.25);
        assertThat(progress.runShare()).isEqualTo(0.5);
        assertThat(progress.remaining()).isEqualTo(Duration.ofSeconds(30));
        finish(1);
        assertThat(asked()).containsExactly(run(1), run(2));
        assertThat(worker.asked(TrainRequest.class).lab()).contains("\"seed\" : 2");
        finish(2);
        assertThat(model.stageProperty().get()).isEqualTo(RaceStage.DONE);
        assertThat(model.progressProperty().get().ended()).isEqualTo(2);
        assertThat(Files.exists(race.root().resolve("race.csv"))).isTrue();
    }

    @Test
    void aRunThatFailsLeavesTheOthersTheirTurnAndSaysWhy() {
        model.start(race);
        worker.tell().failed(new Failed(run(1), "The loss is no number any more.", "TRAINING"));
        assertThat(model.problemProperty().get()).isEqualTo("Seed 1: The loss is no number any more.");
        assertThat(asked()).containsExactly(run(1), run(2));
        finish(2);
        assertThat(asked()).hasSize(2);
        assertThat(model.progressProperty().get().failed()).isEqualTo(1);
    }

    @Test
    void aRefusedRunIsNotAskedForAgain() {
        worker.refuse(new BadInputException("There is no such text."));
        model.start(race);
        assertThat(asked()).containsExactly(run(1), run(2));
        assertThat(model.stageProperty().get()).isEqualTo(RaceStage.STOPPED);
        assertThat(model.problemProperty().get()).contains("Seed 2: There is no such text.");
    }

    @Test
    void anotherTrainingHasToEndFirst() {
        Path other = folder.resolve("other");
        bench.link().train(bench.tiny(), folder, other);
        model.start(race);
        assertThat(model.stageProperty().get()).isEqualTo(RaceStage.WAITING);
        assertThat(asked()).containsExactly(other.toString());
        worker.tell().finished(new Finished(other.toString(), "finished", 20, 3.0, 2.0, 2.0, 100.0, 10, 1, ""));
        assertThat(asked()).containsExactly(other.toString(), run(1));
    }

    @Test
    void aStoppedRaceBeginsNoOtherRunAndGoesOnWhenAsked() {
        model.start(race);
        finish(1);
        worker.tell().stepped(new Stepped(run(2), 1, 3.0, 1e-3, 1.0, 100.0, 1));
        model.pause();
        assertThat(model.stageProperty().get()).isEqualTo(RaceStage.PAUSED);
        model.stop();
        assertThat(worker.asked()).contains("pause", "stop");
        worker.tell().finished(new Finished(run(2), "stopped", 1, 3.0, 2.0, 2.0, 100.0, 10, 1, ""));
        assertThat(model.stageProperty().get()).isEqualTo(RaceStage.STOPPED);

        var later = new RaceViewModel(bench.link(), bench.background(), LABELS);
        later.show(race.root());
        assertThat(later.stageProperty().get()).isEqualTo(RaceStage.STOPPED);
        assertThat(later.progressProperty().get().ended()).isEqualTo(1);
        later.goOn();
        assertThat(asked()).containsExactly(run(1), run(2), run(2));
    }

    @Test
    void aDeadWorkersRunIsPassedOver() {
        model.start(race);
        worker.tell().stepped(new Stepped(run(1), 1, 3.0, 1e-3, 1.0, 100.0, 1));
        worker.die("The compute process was killed (signal 9).");
        assertThat(asked()).containsExactly(run(1), run(2));
        assertThat(model.problemProperty().get()).startsWith("Seed 1: The compute process was killed");
    }
}
