package glassformer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder that is there as a whole or not at all: it is written beside its place under another name, and takes its
/// own when it is finished.
///
/// @param folder its place
/// @param ending of the hidden name under which it is written, different for each kind of writer
public record StagedFolder(Path folder, String ending) {
    /// What is written to until it is whole.
    public Path temporary() {
        return folder.resolveSibling("." + folder.getFileName() + ending);
    }

    private Path replaced() {
        return folder.resolveSibling("." + folder.getFileName() + ".replaced");
    }

    /// Whether something has the name.
    public boolean exists() {
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /// A writer that was killed between taking the old folder away and putting the new one there left none: the old one
    /// comes back.
    public void recover() throws IOException {
        if (!exists() && Files.isDirectory(replaced(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(replaced(), folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Makes the temporary folder, without what a killed writer left.
    public void begin() throws IOException {
        Files.createDirectories(Disk.parent(folder));
        Disk.deleteTree(temporary());
        Files.createDirectory(temporary());
    }

    /// Gives the temporary folder its name. What had it before is removed, but not before the new one is whole.
    public void finish() throws IOException {
        Disk.syncTree(temporary());
        if (exists()) {
            Disk.deleteTree(replaced());
            Files.move(folder, replaced(), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(temporary(), folder, StandardCopyOption.ATOMIC_MOVE);
        Disk.syncFolder(Disk.parent(folder));
        Disk.deleteTree(replaced());
    }

    /// Leaves nothing.
    public void discard() {
        try {
            Disk.deleteTree(temporary());
        } catch (IOException e) {
            // The next writer to this place removes it; the first error is the one to hear of.
        }
    }
}
