package glassformer.hub;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A model's text files.
final class HubText {
    private static final long MAX_BYTES = 100_000_000;

    private HubText() {}

    static String read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadInputException(file + " has " + Files.size(file) + " bytes, but at most " + MAX_BYTES
                        + " are read from such a file.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read as text: " + e.getMessage() + ".", e);
        }
    }
}
