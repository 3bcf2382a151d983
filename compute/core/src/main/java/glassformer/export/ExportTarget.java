package glassformer.export;

import glassformer.BadInputException;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder that is there as a whole or not at all: it is written beside its place under another name.
///
/// @param folder its place
record ExportTarget(Path folder) {
    /// Where it tells, or `exports/FORMAT-step-N` in its run, or a neighbour of the Hugging Face folder.
    static ExportTarget of(ExportRequest request, ExportSubject subject) {
        Path asked = request.target();
        if (asked != null) {
            return new ExportTarget(asked.toAbsolutePath().normalize());
        }
        return new ExportTarget(subject.usualTarget(request.format()));
    }

    /// What is written to until it is whole.
    Path temporary() {
        return folder.resolveSibling("." + folder.getFileName() + ".exporting");
    }

    private Path replaced() {
        return folder.resolveSibling("." + folder.getFileName() + ".replaced");
    }

    boolean exists() {
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /// An export that was killed between taking the old one away and putting the new one there left none: the old one
    /// comes back.
    void recover() throws IOException {
        if (!exists() && Files.isDirectory(replaced(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(replaced(), folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Only what an export wrote is ever replaced.
    ///
    /// @throws BadInputException where the name is taken and may not be replaced
    void requireFree(boolean overwrite) {
        if (!exists()) {
            return;
        }
        if (!overwrite) {
            throw new BadInputException(folder + " exists: choose another folder with --out, or replace it with"
                    + " --overwrite; nothing was overwritten.");
        }
        if (!Files.isRegularFile(folder.resolve(ExportFile.NAME))) {
            throw new BadInputException(folder + " exists and is no export, since it has no " + ExportFile.NAME
                    + ": choose another folder; nothing was overwritten.");
        }
    }

    /// Makes the temporary folder, without what a killed export left.
    void begin() throws IOException {
        Files.createDirectories(Disk.parent(folder));
        Disk.deleteTree(temporary());
        Files.createDirectory(temporary());
    }

    /// Gives the temporary folder its name.
    void finish() throws IOException {
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
    void discard() {
        try {
            Disk.deleteTree(temporary());
        } catch (IOException e) {
            // The next export to this place removes it; the first error is the one to hear of.
        }
    }
}
