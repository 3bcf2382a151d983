package glassformer.ui.build;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StepTimeViewModelTest {
    private final LabSession session = Sessions.of(Lab.initial("Test"), Path.of("build"));
    private final List<Lab> asked = new ArrayList<>();
    private final List<CompletableFuture<StepTime.Measured>> answers = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final StepTimeViewModel model = new StepTimeViewModel(session, this::time, later::add, Runnable::run);

    private CompletableFuture<StepTime.Measured> time(Lab lab, String device) {
        asked.add(lab);
        var answer = new CompletableFuture<StepTime.Measured>();
        answers.add(answer);
        return answer;
    }

    private static StepTime.Measured measured(double milliseconds) {
        return new StepTime.Measured("cpu", milliseconds, 20);
    }

    @Test
    void nothingIsMeasuredBeforeSomebodyAsks() {
        session.edit("model.layers", 6);
        assertThat(asked).isEmpty();
        assertThat(model.timeProperty().get()).isEqualTo(new StepTime.Unknown());
        assertThat(model.total()).isEmpty();
    }

    @Test
    void theWholeTrainingIsTheStepTimesTheSteps() {
        model.measure();
        assertThat(model.timeProperty().get()).isEqualTo(new StepTime.Measuring());
        answers.getFirst().complete(measured(12.5));
        assertThat(model.total()).contains(Duration.ofMillis(12_500));
        session.edit("training.steps", 2000);
        assertThat(model.total()).contains(Duration.ofSeconds(25));
    }

    @Test
    void aChangeThatMattersIsMeasuredAMomentLater() {
        model.measure();
        answers.getFirst().complete(measured(10));
        session.edit("model.layers", 6);
        session.edit("model.layers", 8);
        later.forEach(Runnable::run);
        assertThat(asked).hasSize(2);
        assertThat(asked.getLast().values().whole("model.layers")).isEqualTo(8);
    }

    @Test
    void anotherPrecisionIsMeasuredAgainAndSlowerWhereFloat32WasFaster() {
        model.measure();
        answers.getFirst().complete(measured(10));
        session.edit("training.precision", "bfloat16");
        later.forEach(Runnable::run);
        assertThat(asked).hasSize(2);
        assertThat(new StepTime.Measured("cpu", 20, 5, 15.0).isSlower()).isTrue();
        assertThat(new StepTime.Measured("cpu", 10, 5, 15.0).isSlower()).isFalse();
        assertThat(measured(10).isSlower()).isFalse();
    }

    @Test
    void aChangeThatDoesNotMatterKeepsTheMeasurement() {
        model.measure();
        answers.getFirst().complete(measured(10));
        session.edit("training.optimizer.learningRate", 0.01);
        assertThat(model.timeProperty().get()).isEqualTo(measured(10));
    }

    @Test
    void anAnswerForAnOlderLabIsDroppedAndMeasuredAgain() {
        model.measure();
        session.edit("model.layers", 6);
        answers.getFirst().complete(measured(10));
        assertThat(model.timeProperty().get()).isEqualTo(new StepTime.Measuring());
        answers.getLast().complete(measured(15));
        assertThat(model.timeProperty().get()).isEqualTo(measured(15));
    }

    @Test
    void aFailureSaysWhy() {
        model.measure();
        answers.getFirst().completeExceptionally(new IllegalStateException("There is no device cuda:0."));
        assertThat(model.timeProperty().get()).isEqualTo(new StepTime.Failed("There is no device cuda:0."));
    }
}
