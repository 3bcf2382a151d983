package glassformer.text;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads lines, each with its line end, from a stream of strict UTF-8, with one small buffer whatever the line lengths.
/// Drops a byte order mark and reads `\r\n` as `\n`.
final class Utf8Lines implements AutoCloseable {
    static final int LONGEST_LINE = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final String where;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes;
    private final CharBuffer chars;
    private long bufferStart; // the file's offset of the first byte in the buffer
    private boolean ended;
    private boolean begun;
    private boolean carriageReturn; // read, not yet given out: a \n may follow

    /// @param where names the file in errors
    Utf8Lines(InputStream in, String where, int bufferBytes) {
        this.in = in;
        this.where = where;
        bytes = ByteBuffer.allocate(Math.max(4, bufferBytes)).flip();
        chars = CharBuffer.allocate(Math.max(4, bufferBytes)).flip();
    }

    /// The next line, or null at the end.
    @Nullable
    String next() {
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE || Character.isHighSurrogate(line.charAt(line.length() - 1))) {
            if (!chars.hasRemaining() && !fill()) {
                if (carriageReturn) {
                    carriageReturn = false;
                    line.append('\r');
                }
                return line.isEmpty() ? null : line.toString();
            }
            char c = chars.get();
            if (carriageReturn && c != '\n') {
                line.append('\r');
            }
            carriageReturn = c == '\r';
            if (!carriageReturn) {
                line.append(c);
            }
            if (c == '\n') {
                break;
            }
        }
        return line.toString();
    }

    long bytesRead() {
        return bufferStart + bytes.position();
    }

    /// Decodes more; false at the end of the file.
    private boolean fill() {
        chars.clear();
        while (chars.position() == 0) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                throw new BadInputException(where + " is not UTF-8 text: the byte at offset " + bytesRead()
                        + " belongs to no character; save the file as UTF-8.");
            }
            if (chars.position() == 0) {
                if (ended) {
                    break;
                }
                readMore();
            }
        }
        chars.flip();
        if (!begun && chars.hasRemaining()) {
            begun = true;
            if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
                chars.get();
                return chars.hasRemaining() || fill();
            }
        }
        return chars.hasRemaining();
    }

    private void readMore() {
        bufferStart += bytes.position();
        bytes.compact();
        int from = bytes.position();
        try {
            int read = in.read(bytes.array(), from, bytes.remaining());
            ended = read < 0;
            for (int i = from; i < from + read; i++) {
                if (bytes.array()[i] == 0) {
                    throw new BadInputException(where + " is not plain text: the byte at offset " + (bufferStart + i)
                            + " is 0, as in binary or UTF-16 files; save the text as UTF-8.");
                }
            }
            bytes.position(from + Math.max(0, read));
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + where + ": " + e.getMessage() + ".");
        }
        bytes.flip();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + where + ": " + e.getMessage() + ".");
        }
    }
}
