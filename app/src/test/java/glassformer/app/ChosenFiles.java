package glassformer.app;

import glassformer.ui.shell.Dialogs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person who confirms everything, keeps no changes and chooses these files, one after the other.
final class ChosenFiles implements Dialogs {
    private final Deque<Path> files = new ArrayDeque<>();

    void file(Path file) {
        files.add(file);
    }

    @Override
    public boolean confirm(Question question) {
        return true;
    }

    @Override
    public Unsaved unsavedChanges(String labName) {
        return Unsaved.DISCARD;
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
        return Optional.empty();
    }

    @Override
    public void error(String title, String text, @Nullable String details) {
        throw new AssertionError(title + ": " + text);
    }
}
