package glassformer.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Outlier;
import glassformer.run.RunFolder;
import glassformer.ui.Shown;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.Bench;
import glassformer.ui.worker.FakeWorker;
import glassformer.ui.worker.Workbench;
import glassformer.worker.WorkerEvents.Evaluated;
import glassformer.worker.WorkerEvents.StoodOut;
import glassformer.worker.WorkerService.ResumeRequest;
import glassformer.worker.WorkerService.TrainRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepViewModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Person person = new Person();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private FakeWorker worker;

    @SuppressWarnings("NullAway.Init")
    private TrainViewModel train;

    @SuppressWarnings("NullAway.Init")
    private UpkeepViewModel model;

    @BeforeEach
    void make() {
        bench = new Bench(folder);
        worker = bench.worker();
        Workbench plain = bench.workbench();
        var workbench = new Workbench(
                plain.session(),
                plain.link(),
                plain.background(),
                plain.shell(),
                person,
                plain.texts(),
                plain.palette());
        train = new TrainViewModel(
                bench.session(), bench.link(), bench.runs(), bench.background(), Shown.ENGLISH, Clock.systemUTC());
        model = new UpkeepViewModel(train, workbench);
    }

    private Path opened() {
        Path run = bench.trained();
        bench.session().runProperty().set(run);
        return run;
    }

    @Test
    void theNewestCheckpointIsChosenAndEarlierOnesCanBe() {
        opened();
        assertThat(model.checkpoints().steps()).containsExactly(0, 10, 20);
        assertThat(model.checkpoints().chosen()).isEqualTo(20);
        assertThat(model.canChooseProperty().get()).isTrue();
        assertThat(model.canResumeProperty().get()).isFalse();
        model.checkpoints().chosenProperty().set(10);
        assertThat(model.canResumeProperty().get()).isTrue();
    }

    @Test
    void goingOnFromAnEarlierCheckpointAsksFirst() {
        opened();
        bench.session().edit("training.steps", 40);
        model.checkpoints().chosenProperty().set(10);
        model.resume();
        assertThat(worker.asked()).noneMatch(ResumeRequest.class::isInstance);
        Dialogs.Question question = person.questions.getFirst();
        assertThat(question.title()).isEqualTo("Go on from step 10?");
        assertThat(question.text())
                .contains("the 10 steps after it and the checkpoints of steps 20 are removed")
                .contains("training.steps: 20 → 40");
        assertThat(question.dangerous()).isTrue();
        person.agrees = true;
        model.resume();
        assertThat(worker.asked(ResumeRequest.class).step()).isEqualTo(10);
    }

    @Test
    void changedSettingsAreToldWithoutAskingWhereNothingIsLost() {
        opened();
        bench.session().edit("training.steps", 40);
        model.resume();
        assertThat(person.questions).isEmpty();
        assertThat(worker.asked(ResumeRequest.class).step()).isNull();
        assertThat(notice()).isEqualTo("training.steps: 20 → 40");
    }

    @Test
    void aDamagedCheckpointIsNamed() throws IOException {
        Path run = opened();
        bench.session().edit("training.steps", 40);
        Files.writeString(run.resolve("checkpoints/step-20/model.safetensors"), "torn");
        model.resume();
        assertThat(notice())
                .startsWith("The checkpoint of step 20 is passed over: ")
                .contains("model.safetensors");
        assertThat(worker.asked(ResumeRequest.class).step()).isNull();
    }

    @Test
    void aCheckpointIsDeletedOnceThePersonAgrees() {
        Path run = opened();
        model.checkpoints().chosenProperty().set(10);
        model.deleteCheckpoint();
        assertThat(new RunFolder(run).checkpointSteps()).containsExactly(0, 10, 20);
        person.agrees = true;
        model.deleteCheckpoint();
        assertThat(new RunFolder(run).checkpointSteps()).containsExactly(0, 20);
        assertThat(model.checkpoints().steps()).containsExactly(0, 20);
    }

    @Test
    void aRunIsDeletedOnceThePersonAgrees() {
        Path run = opened();
        model.deleteRun();
        assertThat(run).exists();
        person.agrees = true;
        model.deleteRun();
        assertThat(run).doesNotExist();
        assertThat(bench.session().runProperty().get()).isNull();
        assertThat(model.upkeepProperty().get()).isNull();
    }

    @Test
    void whatTheRunTakesIsKnown() {
        opened();
        Upkeep upkeep = Objects.requireNonNull(model.upkeepProperty().get());
        assertThat(upkeep.use().total()).isGreaterThan(upkeep.use().checkpoints());
        assertThat(upkeep.result()).isEqualTo(20);
        assertThat(upkeep.resumption()).isNull();
    }

    @Test
    void aBatchThatStandsOutIsShownWithItsTexts() {
        train.start();
        String run = worker.asked(TrainRequest.class).run();
        worker.tell().evaluated(new Evaluated(run, 0, 3.7, 0));
        worker.tell().outlier(new StoodOut(run, 40, 20.0, 2.0, List.of("zzz", "the cat")));
        worker.tell().outlier(new StoodOut(run, 50, 30.0, 2.0, List.of("qqq")));
        assertThat(model.outliers()).extracting(Outlier::step).containsExactly(50, 40);
        assertThat(model.outliers().getLast().texts()).containsExactly("zzz", "the cat");
    }

    private String notice() {
        return Objects.requireNonNull(train.noticeProperty().get()).sentence();
    }

    private static final class Person implements Dialogs {
        final List<Question> questions = new ArrayList<>();
        boolean agrees;

        @Override
        public boolean confirm(Question question) {
            questions.add(question);
            return agrees;
        }

        @Override
        public Unsaved unsavedChanges(String labName) {
            return Unsaved.CANCEL;
        }

        @Override
        public Optional<Path> openFile(String title, List<FileKind> kinds) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> saveFile(String title, String suggestedName, List<FileKind> kinds) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFolder(String title) {
            return Optional.empty();
        }

        @Override
        public void error(String title, String text, @Nullable String details) {}
    }
}
