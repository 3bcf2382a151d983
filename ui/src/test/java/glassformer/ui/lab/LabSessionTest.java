package glassformer.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.ui.settings.SettingsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabSessionTest {
    @TempDir
    Path folder;

    private final List<Runnable> delayed = new ArrayList<>();
    private SettingsFolder settings = new SettingsFolder(Path.of("."));
    private LabSession session = session();

    @BeforeEach
    void begin() {
        settings = new SettingsFolder(folder.resolve("settings"));
        session = session();
    }

    private LabSession session() {
        return new LabSession(
                Lab.initial("Untitled"), folder, new Autosave(settings, delayed::add), new RecentLabs(settings));
    }

    @Test
    void anEditCanBeUndoneAndRedone() {
        session.edit("model.layers", 6);
        session.undo();
        assertThat(session.lab().values().whole("model.layers")).isEqualTo(4);
        session.redo();
        assertThat(session.lab().values().whole("model.layers")).isEqualTo(6);
        assertThat(session.canRedoProperty().get()).isFalse();
    }

    @Test
    void aNewEditForgetsWhatWasUndone() {
        session.edit("model.layers", 6);
        session.undo();
        session.edit("model.dim", 64);
        assertThat(session.canRedoProperty().get()).isFalse();
    }

    @Test
    void headsThatDoNotDivideTheWidthChangeNothing() {
        Lab before = session.lab();
        assertThatThrownBy(() -> session.edit("model.heads", 5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("must divide model.dim, which is 128");
        assertThat(session.lab()).isSameAs(before);
        assertThat(session.canUndoProperty().get()).isFalse();
    }

    @Test
    void aLabThatDoesNotFitTogetherCanBeMendedFieldByField() {
        Lab broken = session.lab().with("model.heads", 5).with("model.kvHeads", 3);
        session.open(broken, null, folder);
        assertThat(session.problem()).isPresent();
        session.edit("model.dim", 120);
        session.edit("model.kvHeads", 5);
        assertThat(session.problem()).isEmpty();
    }

    @Test
    void undoingTheOnlyEditLeavesNothingToSave() {
        session.edit("model.layers", 6);
        assertThat(session.modifiedProperty().get()).isTrue();
        session.undo();
        assertThat(session.modifiedProperty().get()).isFalse();
    }

    @Test
    void aSavedLabReadsBackEqual() {
        session.edit("probes.prompt", "a large bird");
        session.edit("name", "Birds");
        session.saveAs(folder.resolve("birds.json"));
        assertThat(LabFile.read(folder.resolve("birds.json"))).isEqualTo(session.lab());
        assertThat(session.modifiedProperty().get()).isFalse();
        assertThat(session.recent().files()).containsExactly(folder.resolve("birds.json"));
    }

    @Test
    void savingElsewhereKeepsTheWayToTheData() throws IOException {
        session.edit("data.source", "file:texts/a.txt");
        Path other = Files.createDirectories(folder.resolve("other"));
        session.saveAs(other.resolve("lab.json"));
        assertThat(session.lab().values().text("data.source")).isEqualTo("file:" + folder.resolve("texts/a.txt"));
        session.saveAs(folder.resolve("lab.json"));
        assertThat(session.lab().values().text("data.source")).startsWith("file:");
        assertThat(session.folder()).isEqualTo(folder);
    }

    @Test
    void openingAnotherLabForgetsUndoAndRun() {
        session.edit("model.layers", 6);
        session.runProperty().set(folder);
        session.open(Lab.initial("Other"), null, folder);
        assertThat(session.canUndoProperty().get()).isFalse();
        assertThat(session.runProperty().get()).isNull();
        assertThat(session.modifiedProperty().get()).isFalse();
    }

    @Test
    void manyEditsInAMomentAreAutosavedOnce() {
        session.edit("model.layers", 6);
        session.edit("model.layers", 7);
        assertThat(delayed).hasSize(1);
    }

    @Test
    void savingDeletesTheAutosave() {
        session.edit("model.layers", 6);
        delayed.getFirst().run();
        assertThat(settings.names("autosave-")).hasSize(1);
        session.saveAs(folder.resolve("lab.json"));
        assertThat(settings.names("autosave-")).isEmpty();
    }

    @Test
    void theAutosaveOfARunningWindowIsNotOffered() {
        session.edit("model.layers", 6);
        delayed.getFirst().run();
        assertThat(session.left()).isEmpty();
    }

    @Test
    void aWindowThatCrashedLeavesItsChanges() throws Exception {
        Sessions.crash(Lab.initial("Lost").with("model.layers", 9), folder, settings.path());

        session.restore(session.left().orElseThrow());

        assertThat(session.lab().name()).isEqualTo("Lost");
        assertThat(session.lab().values().whole("model.layers")).isEqualTo(9);
        assertThat(session.modifiedProperty().get()).isTrue();
        assertThat(session.left()).isEmpty();
    }

    @Test
    void aDamagedAutosaveIsPassedOver() throws IOException {
        Files.createDirectories(settings.path());
        Files.writeString(settings.path().resolve("autosave-1.json"), "{\"pid\": 1, \"saved\": \"yesterday\"}");
        assertThat(session.left()).isEmpty();
    }

    @Test
    void recentLabsAreRememberedNewestFirstAndOnlyWhileTheyExist() throws IOException {
        session.saveAs(folder.resolve("a.json"));
        session.saveAs(folder.resolve("b.json"));
        Files.delete(folder.resolve("a.json"));
        session.saveAs(folder.resolve("c.json"));
        assertThat(new RecentLabs(settings).remembered())
                .containsExactly(folder.resolve("c.json"), folder.resolve("b.json"));
    }
}
