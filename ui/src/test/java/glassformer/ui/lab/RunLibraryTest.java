package glassformer.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.BigramEngine;
import glassformer.run.Lab;
import glassformer.run.RunListener;
import glassformer.run.RunStatus;
import glassformer.run.TinyLab;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLibraryTest {
    @TempDir
    Path folder;

    private Path train(String name) throws IOException {
        Lab lab = TinyLab.in(folder).withName(name);
        Path run = folder.resolve("runs").resolve(name + "-1");
        TrainingRun.start(lab, folder, run, BigramEngine.engines(), RunListener.SILENT, new TrainingControl());
        return run;
    }

    @Test
    void aFinishedRunIsListedWithItsLabAndState() throws IOException {
        Path run = train("birds");
        assertThat(new RunLibrary(folder.resolve("runs")).recent(10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.folder()).isEqualTo(run);
                    assertThat(entry.lab()).isEqualTo("birds");
                    assertThat(entry.status().state()).isEqualTo(RunStatus.State.FINISHED);
                });
    }

    @Test
    void theLatestRunIsThatOfTheSameLab() throws IOException {
        Path birds = train("birds");
        train("waters");
        var library = new RunLibrary(folder.resolve("runs"));
        assertThat(library.latestOf("birds")).contains(birds);
        assertThat(library.latestOf("trees")).isEmpty();
    }

    @Test
    void noFolderIsNoRuns() {
        assertThat(new RunLibrary(folder.resolve("none")).recent(10)).isEmpty();
    }
}
