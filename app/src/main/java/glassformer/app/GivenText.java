package glassformer.app;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The text that a command is about: given on the line, or a file's.
final class GivenText {
    private static final long MOST_BYTES = 64L << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private GivenText() {}

    /// @param text null where the file is given
    /// @throws BadInputException for both, for none, and for a file that is no text
    static String of(@Nullable String text, @Nullable Path file) {
        if (text != null && file != null) {
            throw new BadInputException("TEXT and --file give two texts; give one of them.");
        }
        if (text != null) {
            return text;
        }
        if (file == null) {
            throw new BadInputException("A text is needed: TEXT or --file F.");
        }
        return read(file);
    }

    private static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no text file at " + file + ".");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInputException(
                        file + " has " + Files.size(file) + " bytes, but at most " + MOST_BYTES + " are read.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " is no text in UTF-8.", e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
