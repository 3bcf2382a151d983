package glassformer.ui.window;

import glassformer.ui.shell.Dialogs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Dialogs that are answered by the test, in order; a question that no answer is left for is cancelled.
final class Answers implements Dialogs {
    private final Deque<Path> files = new ArrayDeque<>();
    private final Deque<Unsaved> unsaved = new ArrayDeque<>();
    private final List<Question> questions = new ArrayList<>();
    private boolean agrees;
    private int asked;

    Answers file(Path file) {
        files.add(file);
        return this;
    }

    Answers unsaved(Unsaved answer) {
        unsaved.add(answer);
        return this;
    }

    /// The person goes on wherever they are asked whether to.
    Answers agreeing() {
        agrees = true;
        return this;
    }

    /// Where the person was asked whether to go on.
    List<Question> questions() {
        return questions;
    }

    /// How often the person was asked about unsaved changes.
    int asked() {
        return asked;
    }

    @Override
    public boolean confirm(Question question) {
        questions.add(question);
        return agrees;
    }

    @Override
    public Unsaved unsavedChanges(String labName) {
        asked++;
        return unsaved.isEmpty() ? Unsaved.CANCEL : unsaved.remove();
    }

    @Override
    public Optional<Path> openFile(String title, List<FileKind> kinds) {
        return Optional.ofNullable(files.poll());
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, List<FileKind> kinds) {
        return Optional.ofNullable(files.poll());
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        return Optional.ofNullable(files.poll());
    }

    @Override
    public void error(String title, String text, @Nullable String details) {
        throw new AssertionError(text);
    }
}
