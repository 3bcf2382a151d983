package glassformer.ui.lab;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.shell.Notification;
import glassformer.ui.shell.PageId;
import glassformer.ui.shell.ShellViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person does with labs as a whole: open, make, save. Asks where changes would be lost, and says what failed.
public final class LabActions {
    private final LabSession session;
    private final Dialogs dialogs;
    private final Texts texts;
    private final ShellViewModel shell;
    private final RunLibrary runs;
    private final Background.Slot latestRun;

    public LabActions(
            LabSession session,
            Dialogs dialogs,
            Texts texts,
            ShellViewModel shell,
            RunLibrary runs,
            Background background) {
        this.session = session;
        this.dialogs = dialogs;
        this.texts = texts;
        this.shell = shell;
        this.runs = runs;
        this.latestRun = background.slot();
    }

    /// Saves to the lab's file; asks for one where it has none.
    ///
    /// @return whether it was saved
    public boolean save() {
        Path file = session.fileProperty().get();
        return file == null ? saveAs() : save(file);
    }

    /// Asks for a file and saves to it.
    ///
    /// @return whether it was saved
    public boolean saveAs() {
        String name =
                session.lab().name().replaceAll("[^\\p{L}\\p{N} ._-]", "-").strip() + ".json";
        return dialogs.saveFile(texts.get("lab.save.title"), name, kinds())
                .map(LabActions::withEnding)
                .filter(this::save)
                .isPresent();
    }

    /// Asks for a file and opens it.
    public void openFile() {
        if (!mayLeave()) return;
        dialogs.openFile(texts.get("lab.open.title"), kinds()).ifPresent(this::read);
    }

    /// Opens a lab file.
    public void open(Path file) {
        if (mayLeave()) read(file);
    }

    /// Opens a lab that has no file yet, such as a sample or a new one.
    ///
    /// @param folder what relative data paths are relative to
    public void open(Lab lab, Path folder) {
        if (!mayLeave()) return;
        session.open(lab, null, folder);
        shell.pageProperty().set(PageId.BUILD);
        findRun();
    }

    /// Opens the lab of a run, and shows the run.
    public void openRun(Path run) {
        if (!mayLeave()) return;
        try {
            session.open(new RunFolder(run).lab(), null, run);
        } catch (BadInputException e) {
            tell(e);
            return;
        }
        latestRun.cancel();
        session.runProperty().set(run);
        shell.pageProperty().set(PageId.TRAIN);
    }

    /// Whether the open lab may be replaced or closed: it has no unsaved changes, they were saved now, or the person
    /// gives them up.
    public boolean mayLeave() {
        if (!session.modifiedProperty().get()) return true;
        return switch (dialogs.unsavedChanges(session.lab().name())) {
            case SAVE -> save();
            case DISCARD -> true;
            case CANCEL -> false;
        };
    }

    /// Looks up the newest run of the open lab.
    public void findRun() {
        Lab lab = session.lab();
        latestRun.run(
                () -> runs.latestOf(lab.name()),
                (Optional<Path> found) -> {
                    boolean same = session.lab().name().equals(lab.name());
                    if (same && session.runProperty().get() == null) found.ifPresent(session.runProperty()::set);
                },
                failure -> {});
    }

    private void read(Path file) {
        try {
            Path absolute = file.toAbsolutePath().normalize();
            session.open(LabFile.read(absolute), absolute, Objects.requireNonNull(absolute.getParent()));
        } catch (BadInputException e) {
            session.recent().remove(file);
            tell(e);
            return;
        }
        shell.pageProperty().set(PageId.BUILD);
        findRun();
    }

    private boolean save(Path file) {
        try {
            session.saveAs(file);
            shell.messageProperty().set(texts.get("lab.saved", file));
            return true;
        } catch (BadInputException e) {
            tell(e);
            return false;
        }
    }

    private void tell(BadInputException failure) {
        @Nullable String sentence = failure.getMessage();
        shell.notify(Notification.error(Objects.requireNonNullElse(sentence, failure.toString()), null));
    }

    private List<Dialogs.FileKind> kinds() {
        return List.of(new Dialogs.FileKind(texts.get("lab.kind"), "*.json"));
    }

    private static Path withEnding(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(".json") ? file : file.resolveSibling(name + ".json");
    }
}
