package glassformer.hub;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text files that others wrote, never more of them than is sensible.
public final class ForeignText {
    private ForeignText() {}

    /// @param most bytes
    /// @throws BadInputException where it is no regular file, larger, or no UTF-8
    public static String read(Path file, int most) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no file " + file + ".");
        }
        try (InputStream in = Files.newInputStream(file)) {
            // A file can grow between the question for its size and this.
            byte[] bytes = Files.size(file) > most ? new byte[0] : in.readNBytes(most + 1);
            if (Files.size(file) > most || bytes.length > most) {
                throw new BadInputException(file + " has " + Files.size(file) + " bytes, but at most " + most
                        + " are read from such a file.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " cannot be read as text: it is no UTF-8.", e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read as text: " + e.getMessage() + ".", e);
        }
    }
}
