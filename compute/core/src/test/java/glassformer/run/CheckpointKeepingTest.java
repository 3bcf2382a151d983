package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.BigramEngine;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeepingTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void olderCheckpointsGoAndAttentionStays() throws IOException {
        RunFolder run = train(TinyLab.in(folder).with("training.checkpointEvery", 2));
        assertThat(run.checkpointSteps())
                .startsWith(run.checkpointSteps().getFirst())
                .endsWith(16, 18, 20);
        assertThat(run.checkpointSteps().size()).isBetween(3, 4);
        assertThat(run.attentionSteps()).containsExactly(0, 5, 10, 15, 20);
    }

    @Test
    void multiplesOfEveryStayForEver() throws IOException {
        RunFolder run = train(TinyLab.in(folder)
                .with("training.checkpointEvery", 2)
                .with("training.keep.last", 1)
                .with("training.keep.best", false)
                .with("training.keep.every", 8));
        assertThat(run.checkpointSteps()).containsExactly(0, 8, 16, 20);
    }

    private RunFolder train(Lab lab) {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainingRun.start(lab, folder, run.root(), BigramEngine.engines(), RunListener.SILENT, new TrainingControl());
        return run;
    }
}
