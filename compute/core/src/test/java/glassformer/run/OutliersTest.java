package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutliersTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();
    private Lab lab = Lab.initial("unset");
    private RunFolder run = new RunFolder(Path.of(""));

    /// A text of one pattern with a few letters in it that follow none.
    @BeforeEach
    void makeLab() throws IOException {
        run = new RunFolder(folder.resolve("run"));
        lab = TinyLab.in(folder)
                .with("training.steps", 400)
                .with("training.batchSize", 1)
                .with("training.accumulation", 1)
                .with("training.evaluateEvery", 400)
                .with("model.dropout", 0.0)
                .with("training.checkpointEvery", 50);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(i == 20 ? "XzqQXkzqXwQzXkqzQXzkwqXQzkXqzQXkzwqXzQkXqzwXQkzqXwzQkqXzwQkq" : "ab".repeat(50))
                    .append("\n\n");
        }
        Files.writeString(folder.resolve("text.txt"), text);
    }

    @Test
    void aBatchThatStandsOutIsNotedWithItsText() {
        TrainingRun.start(lab, folder, run.root(), engines, RunListener.SILENT, new TrainingControl());
        List<Outlier> outliers = run.outliers();
        assertThat(outliers).isNotEmpty().allSatisfy(outlier -> {
            assertThat(outlier.loss()).isGreaterThan(2 * outlier.mean());
            assertThat(outlier.texts()).hasSize(1);
            assertThat(outlier.texts().getFirst()).containsPattern("[XzqQkw]");
        });
    }

    @Test
    void outliersAfterTheCheckpointThatTrainingGoesOnFromComeAgain() {
        TrainingRun.start(lab, folder, run.root(), engines, RunListener.SILENT, new TrainingControl());
        List<Outlier> all = run.outliers();
        TrainingRun.resume(run.root(), 350, Map.of(), engines, RunListener.SILENT, new TrainingControl());
        assertThat(run.outliers()).isEqualTo(all);
    }

    @Test
    void anExplodingLossStopsWithItsSuspectAndTheLastGoodCheckpoint() {
        Lab wild = lab.with("training.optimizer.kind", "sgd")
                .with("training.optimizer.learningRate", 10.0)
                .with("training.batchSize", 4)
                .with("training.schedule.kind", "constant")
                .with("training.schedule.warmupSteps", 300);
        assertThatThrownBy(() ->
                        TrainingRun.start(wild, folder, run.root(), engines, RunListener.SILENT, new TrainingControl()))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageMatching("Training stopped at step \\d+: the loss .*; probably the learning rate .*"
                        + " times that of step \\d+, the last stable one: a lower one .*; the last good checkpoint is"
                        + " that of step \\d+\\.");
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FAILED);
    }
}
