package glassformer.text;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Gathers lines to documents, see [TextFileCorpus].
final class TextFileDocuments implements Documents {
    private static final int LONG_DOCUMENT = 4096;

    private final Utf8Lines lines;
    private final long size;
    private @Nullable String line;
    private boolean started;

    TextFileDocuments(Utf8Lines lines, long size) {
        this.lines = lines;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        if (!started) {
            started = true;
            line = lines.next();
        }
        return line != null;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StringBuilder document = new StringBuilder();
        boolean hasText = false;
        boolean ended = false;
        for (String next = line; next != null; next = lines.next()) {
            boolean blank = next.isBlank();
            if ((ended && !blank) || document.length() >= LONG_DOCUMENT) {
                line = next;
                return document.toString();
            }
            document.append(next);
            hasText |= !blank;
            ended = hasText && blank;
        }
        line = null;
        return document.toString();
    }

    @Override
    public double progress() {
        return Math.min(1, (double) lines.bytesRead() / size);
    }

    @Override
    public void close() {
        lines.close();
    }
}
