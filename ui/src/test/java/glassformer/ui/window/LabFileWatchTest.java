package glassformer.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabFileWatch;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFileWatchTest {
    @TempDir
    Path folder;

    private final Answers answers = new Answers();
    private Path file = Path.of("unset");
    private LabSession session = Sessions.of(Lab.initial("Test"), Path.of("build"));
    private LabFileWatch watch = watch();

    @BeforeEach
    void save() {
        file = folder.resolve("mine.json");
        session = Sessions.of(Lab.initial("Test"), folder);
        session.saveAs(file);
        watch = watch();
    }

    private LabFileWatch watch() {
        return new LabFileWatch(
                session, answers, new Texts(Locale.ENGLISH), new Background(Runnable::run, Runnable::run));
    }

    private void another(String name) {
        LabFile.write(file, Lab.initial(name));
    }

    @Test
    void nobodyIsAskedWhileTheFileIsAsItWasSaved() {
        session.edit("model.layers", 6);
        watch.look();
        assertThat(answers.questions()).isEmpty();
    }

    @Test
    void readingAgainTakesTheFilesLabAndCanBeUndone() {
        another("Theirs");
        answers.agreeing();
        watch.look();
        assertThat(answers.questions()).singleElement().satisfies(question -> assertThat(question.text())
                .contains("mine.json"));
        assertThat(session.lab().name()).isEqualTo("Theirs");
        assertThat(session.modifiedProperty().get()).isFalse();
        session.undo();
        assertThat(session.lab().name()).isEqualTo("Test");
    }

    @Test
    void keepingOnesOwnAsksOnceAndLeavesItToBeSaved() {
        another("Theirs");
        watch.look();
        watch.look();
        assertThat(answers.questions()).hasSize(1);
        assertThat(session.lab().name()).isEqualTo("Test");
        assertThat(session.modifiedProperty().get()).isTrue();
        session.save();
        assertThat(LabFile.read(file).name()).isEqualTo("Test");
        another("Theirs again");
        watch.look();
        assertThat(answers.questions()).hasSize(2);
    }

    @Test
    void unsavedChangesMakeTheQuestionADangerousOne() {
        session.edit("model.layers", 6);
        another("Theirs");
        watch.look();
        assertThat(answers.questions().getFirst().dangerous()).isTrue();
        assertThat(session.lab().values().whole("model.layers")).isEqualTo(6);
    }

    @Test
    void aFileThatIsHalfWrittenOrGoneIsLeftAlone() throws IOException {
        Files.writeString(file, "{ \"name\": ");
        watch.look();
        Files.delete(file);
        watch.look();
        assertThat(answers.questions()).isEmpty();
        assertThat(session.lab().name()).isEqualTo("Test");
    }
}
