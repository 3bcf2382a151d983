package glassformer.importing;

import glassformer.BadInputException;
import glassformer.hub.PretrainedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/// Finds out what a file or folder is, by what it holds and not by what it claims, and opens it.
final class Sources {
    private static final int MARK = 4;

    private Sources() {}

    /// @throws BadInputException where it is nothing that can be imported
    static Foreign open(Path source, Clock clock) {
        if (Files.isDirectory(source)) {
            return folder(source, clock);
        }
        if (!Files.exists(source)) {
            throw new BadInputException("There is no file or folder " + source + ".");
        }
        if (!Files.isRegularFile(source)) {
            throw new BadInputException(source + " is neither a file nor a folder, so it cannot be imported.");
        }
        return file(source, clock);
    }

    private static Foreign folder(Path folder, Clock clock) {
        if (Files.isRegularFile(folder.resolve("lab.json"))) {
            throw new BadInputException(folder + " is a lab or run of Glassformer already: open it as it is.");
        }
        return model(ImportKind.HUGGINGFACE, folder, PretrainedModel.open(folder), clock);
    }

    private static Foreign file(Path file, Clock clock) {
        String mark = mark(file);
        if (mark.startsWith("PK")) {
            return LabArchive.open(file);
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            return model(ImportKind.SAFETENSORS, file, PretrainedModel.openFile(file), clock);
        }
        throw new BadInputException(
                file + " cannot be imported: a model's folder, a .safetensors file, or a lab's .zip" + " can.");
    }

    private static Foreign model(ImportKind kind, Path source, PretrainedModel model, Clock clock) {
        try {
            return new ForeignModel(kind, SourceName.of(source), source, model, List.of(), clock);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// The first bytes, as Latin-1.
    private static String mark(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MARK), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
