package glassformer.export;

import glassformer.BadInputException;
import glassformer.run.StagedFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where an export goes.
record ExportTarget(StagedFolder staged) {
    private static final String ENDING = ".exporting";

    /// Where it tells, or `exports/FORMAT-step-N` in its run, or a neighbour of the Hugging Face folder.
    static ExportTarget of(ExportRequest request, ExportSubject subject) {
        Path asked = request.target();
        Path folder = asked == null
                ? subject.usualTarget(request.format())
                : asked.toAbsolutePath().normalize();
        return new ExportTarget(new StagedFolder(folder, ENDING));
    }

    Path folder() {
        return staged.folder();
    }

    /// Only what an export wrote is ever replaced.
    ///
    /// @throws BadInputException where the name is taken and may not be replaced
    void requireFree(boolean overwrite) {
        if (!staged.exists()) {
            return;
        }
        if (!overwrite) {
            throw new BadInputException(folder() + " exists: choose another folder with --out, or replace it with"
                    + " --overwrite; nothing was overwritten.");
        }
        if (!Files.isRegularFile(folder().resolve(ExportFile.NAME))) {
            throw new BadInputException(folder() + " exists and is no export, since it has no " + ExportFile.NAME
                    + ": choose another folder; nothing was overwritten.");
        }
    }
}
