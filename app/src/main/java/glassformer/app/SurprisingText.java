package glassformer.app;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A text that was typed, or that stands in a file.
final class SurprisingText {
    private static final long MOST_BYTES = 4_000_000;

    private SurprisingText() {}

    static String read(@Nullable String text, @Nullable Path file, Path current) {
        if (file == null) {
            return text == null ? "" : text;
        }
        if (text != null) {
            throw new BadInputException("--text and --text-file are two texts; give one of them.");
        }
        Path found = current.resolve(file);
        try {
            if (Files.size(found) > MOST_BYTES) {
                throw new BadInputException(found + " has " + Files.size(found) + " bytes, but a text to be coloured"
                        + " must have at most " + MOST_BYTES + ".");
            }
            return Files.readString(found);
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no file " + found + ".");
        } catch (CharacterCodingException e) {
            throw new BadInputException(found + " is not text in UTF-8.");
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + found + ": " + e.getMessage());
        }
    }
}
