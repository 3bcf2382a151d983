package glassformer.text;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A plain text file of any size in UTF-8. A document ends after a blank line (all blank lines in a row belong to the
/// document before them), or at the first line end after 4096 characters, so that text without blank lines is divided
/// too. A line of more than a million characters (2^20) is cut. A byte order mark is dropped and `\r\n` is read as
/// `\n`; apart from that the documents joined are the file's text.
public final class TextFileCorpus implements Corpus {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final int bufferBytes;

    /// Throws [BadInputException] when there is no such file or it is empty. What it holds is checked while reading.
    public TextFileCorpus(Path file) {
        this(file, BUFFER_BYTES);
    }

    TextFileCorpus(Path file, int bufferBytes) {
        this.file = file;
        this.bufferBytes = bufferBytes;
        check();
    }

    private long check() {
        if (!Files.exists(file)) {
            throw new BadInputException("There is no text file at " + file + ".");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a folder; a text file is needed.");
        }
        try {
            long size = Files.size(file);
            if (size == 0) {
                throw new BadInputException(file + " is empty; a file with some text is needed.");
            }
            return size;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private BadInputException unreadable(IOException e) {
        return new BadInputException("Cannot read " + file + ": " + e.getMessage() + ".");
    }

    @Override
    public String name() {
        Path last = file.getFileName();
        return (last == null ? file : last).toString();
    }

    @Override
    public Documents open() {
        long size = check();
        try {
            InputStream in = Files.newInputStream(file);
            return new TextFileDocuments(new Utf8Lines(in, file.toString(), bufferBytes), size);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Of the file's bytes as they are.
    @Override
    public String fingerprint() {
        check();
        Fingerprint fingerprint = new Fingerprint();
        try (InputStream in = Files.newInputStream(file)) {
            fingerprint.add(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return fingerprint.hex();
    }
}
