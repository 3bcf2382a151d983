package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStoppingTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();
    private Lab lab = Lab.initial("unset");

    /// A learning rate so high that the validation loss soon goes up and down.
    @BeforeEach
    void makeLab() throws IOException {
        lab = TinyLab.in(folder)
                .with("training.steps", 2000)
                .with("training.optimizer.learningRate", 0.3)
                .with("training.optimizer.weightDecay", 0.0)
                .with("training.schedule.kind", "constant")
                .with("training.checkpointEvery", 1000)
                .with("training.divergence", 0.0)
                .with("training.patience", 4);
    }

    @Test
    void theRunEndsWhenThereWasNoBetterLossForLongEnoughAndTheBestIsItsResult() {
        RunSummary summary = start("run", RunListener.SILENT);
        RunFolder run = run("run");
        List<Metric> validation = validation(run);
        int best = best(validation);
        assertThat(summary.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(summary.steps()).isEqualTo(best + 4 * 5).isLessThan(2000);
        assertThat(summary.result()).isEqualTo(best);
        assertThat(run.status().result()).isEqualTo(best);
        assertThat(run.status().message()).startsWith("Ended early at step " + summary.steps());
        assertThat(run.resultCheckpoint().orElseThrow().step()).isEqualTo(best);
        assertThat(run.latestCheckpoint().orElseThrow().step()).isEqualTo(summary.steps());
        try (TrainedModel model = TrainedModel.open(run.root(), null, engines, "auto")) {
            assertThat(model.step()).isEqualTo(best);
        }
    }

    @Test
    void patienceIsAsFarUsedUpAfterABreakAsBefore() throws IOException {
        start("whole", RunListener.SILENT);
        int end = run("whole").status().step();
        assertThatThrownBy(() -> start("broken", killedAt(end - 1))).isInstanceOf(IllegalStateException.class);
        TrainingRun.resume(run("broken").root(), Map.of(), engines, RunListener.SILENT, new TrainingControl());
        assertThat(run("broken").status().step()).isEqualTo(end);
        assertThat(run("broken").status().result())
                .isEqualTo(run("whole").status().result());
        assertThat(Files.readAllBytes(run("broken").checkpoint(end).folder().resolve(Checkpoint.WEIGHTS)))
                .isEqualTo(
                        Files.readAllBytes(run("whole").checkpoint(end).folder().resolve(Checkpoint.WEIGHTS)));
    }

    @Test
    void aRunThatEndedEarlyGoesOnWithMorePatienceOnly() {
        int end = start("run", RunListener.SILENT).steps();
        assertThatThrownBy(() -> resume(Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ended early at step " + end)
                .hasMessageContaining("set training.patience higher");
        assertThat(resume(Map.of("training.patience", "5")).steps()).isGreaterThan(end);
    }

    @Test
    void withoutRestoringTheLastStepIsTheResult() {
        lab = lab.with("training.restoreBest", false);
        RunSummary summary = start("run", RunListener.SILENT);
        assertThat(summary.steps()).isLessThan(2000);
        assertThat(summary.result()).isEqualTo(summary.steps());
    }

    private RunSummary start(String name, RunListener listener) {
        return TrainingRun.start(lab, folder, run(name).root(), engines, listener, new TrainingControl());
    }

    private RunSummary resume(Map<String, String> changed) {
        return TrainingRun.resume(run("run").root(), changed, engines, RunListener.SILENT, new TrainingControl());
    }

    private RunFolder run(String name) {
        return new RunFolder(folder.resolve(name));
    }

    private static List<Metric> validation(RunFolder run) {
        return run.metrics().stream()
                .filter(metric -> metric.split().equals(Metric.VALIDATION))
                .toList();
    }

    private static int best(List<Metric> validation) {
        return validation.stream()
                .min(Comparator.comparingDouble(Metric::loss))
                .orElseThrow()
                .step();
    }

    private static RunListener killedAt(int step) {
        return new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped && event.step() == step) {
                    throw new IllegalStateException("killed");
                }
            }
        };
    }
}
