package glassformer.importing;

import glassformer.BadInputException;
import glassformer.run.StagedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where an import goes.
record ImportTarget(StagedFolder staged) {
    private static final String ENDING = ".importing";

    /// @param name of what is imported
    static ImportTarget of(ImportRequest request, String name) {
        @Nullable Path asked = request.target();
        Path folder = asked == null ? request.runs().resolve(SourceName.folder(name)) : asked;
        return new ImportTarget(new StagedFolder(folder.toAbsolutePath().normalize(), ENDING));
    }

    Path folder() {
        return staged.folder();
    }

    /// Only what an import wrote is ever replaced.
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
        if (!Files.isRegularFile(folder().resolve(ImportFile.NAME))) {
            throw new BadInputException(folder() + " exists and is no import, since it has no " + ImportFile.NAME
                    + ": choose another folder; nothing was overwritten.");
        }
    }
}
