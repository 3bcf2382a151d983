package glassformer.ui.lab;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The lab that is open, and everything that happens to it. There always is one: a new window begins with a lab that
/// has no file yet.
///
/// A lab is immutable, so undo is a list of labs. Call from the window's thread only.
public final class LabSession {
    private static final int UNDO_STEPS = 200;

    private final Autosave autosave;
    private final RecentLabs recent;
    private final Deque<Lab> past = new ArrayDeque<>();
    private final Deque<Lab> future = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Lab> lab;
    private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>(this, "file", null);
    private final ReadOnlyObjectWrapper<Path> folder;
    private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(this, "modified", false);
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(this, "canUndo", false);
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper(this, "canRedo", false);
    private final ObjectProperty<@Nullable Path> run = new SimpleObjectProperty<>(this, "run", null);
    private Lab saved;

    /// @param first what is open before anything else is
    /// @param folder what relative data paths are relative to until the lab has a file
    public LabSession(Lab first, Path folder, Autosave autosave, RecentLabs recent) {
        this.autosave = autosave;
        this.recent = recent;
        this.saved = first;
        this.lab = new ReadOnlyObjectWrapper<>(this, "lab", first);
        this.folder = new ReadOnlyObjectWrapper<>(this, "folder", folder);
    }

    public ReadOnlyObjectProperty<Lab> labProperty() {
        return lab.getReadOnlyProperty();
    }

    public Lab lab() {
        return lab.get();
    }

    /// Where the lab is saved, null for one that has no file yet.
    public ReadOnlyObjectProperty<@Nullable Path> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /// What relative data paths are relative to.
    public Path folder() {
        return folder.get();
    }

    public ReadOnlyObjectProperty<Path> folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /// Whether there are changes that are not saved.
    public ReadOnlyBooleanProperty modifiedProperty() {
        return modified.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    /// The run folder that training, inspection and generation look at; null before there is one.
    public ObjectProperty<@Nullable Path> runProperty() {
        return run;
    }

    public RecentLabs recent() {
        return recent;
    }

    /// Changes one key: any of [Lab#schema], `name`, `description` or `probes.*`.
    ///
    /// @throws BadInputException where the value is not allowed or does not fit the others; nothing changes then
    public void edit(String key, Object value) {
        change(LabEdits.with(lab(), key, value));
    }

    /// Changes many keys in one step.
    ///
    /// @throws BadInputException where the lab does not fit together; nothing changes then
    public void edit(Lab changed) {
        change(LabEdits.checked(lab(), changed));
    }

    /// The sentence that says why this lab can't be built as it is; empty where it can.
    public Optional<String> problem() {
        try {
            LabEdits.validate(lab());
            return Optional.empty();
        } catch (BadInputException e) {
            return Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }

    public void undo() {
        if (past.isEmpty()) return;
        future.push(lab());
        show(past.pop());
    }

    public void redo() {
        if (future.isEmpty()) return;
        past.push(lab());
        show(future.pop());
    }

    /// Shows another lab in place of this one, whose unsaved changes are lost.
    ///
    /// @param from its lab.json, null for one that has no file yet
    /// @param base what relative data paths are relative to
    public void open(Lab opened, @Nullable Path from, Path base) {
        saved = opened;
        replace(new LabDocument(opened, from, base));
        autosave.clear();
        if (from != null) recent.add(from);
    }

    /// Writes the lab to its file.
    ///
    /// @throws BadInputException where it can't be written
    /// @throws IllegalStateException where it has no file yet
    public void save() {
        Path target = file.get();
        if (target == null) throw new IllegalStateException("the lab has no file yet");
        saveAs(target);
    }

    /// Writes the lab to a file, which is its file from now on. A relative data path is rewritten so that it still
    /// leads to the same data.
    ///
    /// @throws BadInputException where it can't be written
    public void saveAs(Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        Path base = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
        Lab moved = LabEdits.moved(lab(), folder.get(), base);
        LabFile.write(absolute, moved);
        saved = moved;
        file.set(absolute);
        folder.set(base);
        if (!moved.equals(lab())) past.push(lab());
        show(moved);
        autosave.clear();
        recent.add(absolute);
    }

    /// The lab as its file holds it.
    Lab saved() {
        return saved;
    }

    /// Another program has written the lab's file.
    ///
    /// @param takeOver whether its lab is shown, as a change that can be undone; otherwise the present one stays
    // and is
    ///                 still to be saved
    void fileChanged(Lab found, boolean takeOver) {
        saved = found;
        if (takeOver && !found.equals(lab())) change(found);
        else show(lab());
    }

    /// What a crashed window left unsaved.
    public Optional<Autosave.Left> left() {
        return autosave.left();
    }

    /// Takes over what a crashed window left unsaved, as a change that is still to be saved.
    public void restore(Autosave.Left left) {
        saved = savedVersion(left.document());
        replace(left.document());
        autosave.forget(left);
        if (modified.get()) autosave.keep(document());
    }

    /// Deletes what a crashed window left unsaved.
    public void forget(Autosave.Left left) {
        autosave.forget(left);
    }

    /// The window ends and everything worth keeping is saved.
    public void close() {
        autosave.clear();
    }

    private void change(Lab next) {
        if (next.equals(lab())) return;
        past.push(lab());
        if (past.size() > UNDO_STEPS) past.removeLast();
        future.clear();
        show(next);
    }

    private void show(Lab next) {
        lab.set(next);
        refresh();
        if (modified.get()) autosave.keep(document());
        else autosave.clear();
    }

    private void replace(LabDocument document) {
        past.clear();
        future.clear();
        run.set(null);
        file.set(document.file());
        folder.set(document.folder());
        lab.set(document.lab());
        refresh();
    }

    private void refresh() {
        modified.set(!lab().equals(saved));
        canUndo.set(!past.isEmpty());
        canRedo.set(!future.isEmpty());
    }

    private LabDocument document() {
        return new LabDocument(lab(), file.get(), folder.get());
    }

    private static Lab savedVersion(LabDocument document) {
        Path from = document.file();
        if (from != null) {
            try {
                return LabFile.read(from);
            } catch (BadInputException e) {
                // The file is gone or broken: all of the lab counts as unsaved.
            }
        }
        return Lab.initial("Untitled");
    }
}
