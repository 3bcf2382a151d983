package glassformer.ui.home;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.RecentLabs;
import glassformer.ui.lab.RunLibrary;
import glassformer.ui.settings.SettingsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeViewModelTest {
    @TempDir
    Path folder;

    private HomeViewModel model(RecentLabs recent) {
        return new HomeViewModel(
                () -> List.of(new SampleLab(Lab.initial("Sample"))),
                recent,
                new RunLibrary(folder.resolve("runs")),
                new Background(Runnable::run, Runnable::run));
    }

    private RecentLabs recent() {
        return new RecentLabs(new SettingsFolder(folder.resolve("settings")));
    }

    @Test
    void nothingIsReadBeforeItIsLoaded() {
        var model = model(recent());
        assertThat(model.samples()).isEmpty();
        model.load();
        assertThat(model.samples()).hasSize(1);
        assertThat(model.loadedProperty().get()).isTrue();
    }

    @Test
    void recentLabsShowTheirNames() {
        Path file = folder.resolve("a.json");
        LabFile.write(file, Lab.initial("Birds"));
        recent().add(file);
        var model = model(recent());
        model.load();
        assertThat(model.labs()).singleElement().satisfies(lab -> assertThat(lab.lab())
                .isEqualTo(Lab.initial("Birds")));
    }

    @Test
    void aLabThatIsSavedLaterStillAppears() {
        var recent = recent();
        var model = model(recent);
        System.gc();
        Path file = folder.resolve("a.json");
        LabFile.write(file, Lab.initial("Birds"));
        recent.add(file);
        assertThat(model.labs()).hasSize(1);
    }

    @Test
    void aRecentLabThatIsBrokenSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{ \"name\": 7 }");
        var recent = recent();
        recent.add(file);
        var model = model(recent);
        model.load();
        assertThat(model.labs()).singleElement().satisfies(lab -> {
            assertThat(lab.lab()).isNull();
            assertThat(lab.problem()).contains("name is 7");
        });
    }

    @Test
    void aFolderThatIsNoRunIsPassedOver() throws IOException {
        Files.createDirectories(folder.resolve("runs/notes"));
        Files.createDirectories(folder.resolve("runs/broken"));
        Files.writeString(folder.resolve("runs/broken/run.json"), "{");
        var model = model(recent());
        model.load();
        assertThat(model.runs()).isEmpty();
    }

    @Test
    void everyPresetCanBeBuilt() {
        for (var preset : new Presets(new Texts(Locale.ENGLISH), "sample:x").all()) {
            preset.lab().validate();
        }
    }
}
