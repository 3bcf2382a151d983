package glassformer.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions only a person can answer. ViewModels ask through this, so that tests can answer for the person.
public interface Dialogs {
    /// A decision between going on and not.
    ///
    /// @param title what it is about
    /// @param text what happens if they go on
    /// @param action the label of the button that goes on, a verb
    /// @param dangerous true when going on loses something
    record Question(String title, String text, String action, boolean dangerous) {}

    /// What to do with changes that are not saved.
    enum Unsaved {
        SAVE,
        DISCARD,
        CANCEL
    }

    /// A kind of file to choose among.
    ///
    /// @param patterns for example `*.json`
    record FileKind(String description, List<String> patterns) {
        public FileKind(String description, String... patterns) {
            this(description, List.of(patterns));
        }
    }

    /// True when the person chose to go on.
    boolean confirm(Question question);

    /// What to do with the unsaved changes of `labName`.
    Unsaved unsavedChanges(String labName);

    /// A file that exists, or empty when the person cancelled. An empty `kinds` allows every file.
    Optional<Path> openFile(String title, List<FileKind> kinds);

    /// Where to write, or empty when the person cancelled.
    Optional<Path> saveFile(String title, String suggestedName, List<FileKind> kinds);

    Optional<Path> chooseFolder(String title);

    /// Tells of a failure of what the person just asked for; `details` fold out.
    void error(String title, String text, @Nullable String details);
}
