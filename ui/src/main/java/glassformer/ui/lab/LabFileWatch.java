package glassformer.ui.lab;

import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import java.nio.file.Path;

/// Notices that another program has written the open lab's file, and asks whether to read it again.
public final class LabFileWatch {
    private final LabSession session;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Background.Slot reading;
    private boolean asking;

    public LabFileWatch(LabSession session, Dialogs dialogs, Texts texts, Background background) {
        this.session = session;
        this.dialogs = dialogs;
        this.texts = texts;
        this.reading = background.slot();
    }

    /// Reads the file in the background; call now and then. A file that is gone or no lab at the moment may be half
    /// written: the next look will tell.
    public void look() {
        Path file = session.fileProperty().get();
        if (file == null || asking || reading.busyProperty().get()) return;
        Lab saved = session.saved();
        reading.run(() -> LabFile.read(file), found -> compare(file, saved, found), failure -> {});
    }

    private void compare(Path file, Lab before, Lab found) {
        // Saved or opened meanwhile: what was read may be old.
        boolean moved = !file.equals(session.fileProperty().get()) || !before.equals(session.saved());
        if (moved || found.equals(before)) return;
        asking = true;
        try {
            session.fileChanged(found, found.equals(session.lab()) || dialogs.confirm(question(file)));
        } finally {
            asking = false;
        }
    }

    private Dialogs.Question question(Path file) {
        boolean modified = session.modifiedProperty().get();
        return new Dialogs.Question(
                texts.get("lab.changed.title"),
                texts.get(modified ? "lab.changed.text.modified" : "lab.changed.text", file.getFileName()),
                texts.get("lab.changed.read"),
                modified);
    }
}
