package glassformer.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabActions;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.RunLibrary;
import glassformer.ui.lab.Sessions;
import glassformer.ui.shell.Dialogs.Unsaved;
import glassformer.ui.shell.PageId;
import glassformer.ui.shell.ShellViewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabActionsTest {
    @TempDir
    Path folder;

    private final Answers answers = new Answers();
    private final ShellViewModel shell = new ShellViewModel();
    private LabSession session = Sessions.of(Lab.initial("Test"), Path.of("build"));

    @BeforeEach
    void begin() {
        session = Sessions.of(Lab.initial("Test"), folder);
    }

    private LabActions actions() {
        return new LabActions(
                session,
                answers,
                new Texts(Locale.ENGLISH),
                shell,
                new RunLibrary(folder.resolve("runs")),
                new Background(Runnable::run, Runnable::run));
    }

    @Test
    void openingGoesToBuild() {
        actions().open(Lab.initial("Other"), folder);
        assertThat(session.lab().name()).isEqualTo("Other");
        assertThat(shell.pageProperty().get()).isEqualTo(PageId.BUILD);
    }

    @Test
    void nobodyIsAskedWithoutChanges() {
        assertThat(actions().mayLeave()).isTrue();
        assertThat(answers.asked()).isZero();
    }

    @Test
    void cancellingKeepsTheChangedLab() {
        session.edit("model.layers", 6);
        answers.unsaved(Unsaved.CANCEL);
        actions().open(Lab.initial("Other"), folder);
        assertThat(session.lab().name()).isEqualTo("Test");
    }

    @Test
    void savingFirstWritesTheChanges() {
        session.edit("model.layers", 6);
        answers.unsaved(Unsaved.SAVE).file(folder.resolve("kept"));
        actions().open(Lab.initial("Other"), folder);
        assertThat(LabFile.read(folder.resolve("kept.json")).values().whole("model.layers"))
                .isEqualTo(6);
        assertThat(session.lab().name()).isEqualTo("Other");
    }

    @Test
    void aSaveThatIsCancelledKeepsTheLab() {
        session.edit("model.layers", 6);
        answers.unsaved(Unsaved.SAVE);
        actions().open(Lab.initial("Other"), folder);
        assertThat(session.lab().name()).isEqualTo("Test");
    }

    @Test
    void aFileThatIsNoLabIsABannerAndChangesNothing() throws IOException {
        answers.file(Files.writeString(folder.resolve("a.json"), "[]"));
        actions().openFile();
        assertThat(session.lab().name()).isEqualTo("Test");
        assertThat(shell.notifications()).singleElement().satisfies(banner -> assertThat(banner.text())
                .contains("must hold one JSON object"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsABanner() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        answers.file(file.resolve("a.json"));
        assertThat(actions().saveAs()).isFalse();
        assertThat(shell.notifications()).hasSize(1);
    }
}
