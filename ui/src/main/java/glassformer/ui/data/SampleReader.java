package glassformer.ui.data;

import glassformer.text.Corpus;
import glassformer.text.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a corpus a handful of documents at a time, and begins again after the last one. Any thread, one at a time.
final class SampleReader implements AutoCloseable {
    private static final int DOCUMENTS = 6;
    private static final int CHARACTERS = 6000;

    private final Supplier<Corpus> source;
    private @Nullable Documents documents;
    private long read;
    private boolean closed;

    SampleReader(Supplier<Corpus> source) {
        this.source = source;
    }

    /// The next handful: at most 6 documents, fewer where they are long; one that alone is too long is cut.
    synchronized TextSample next() {
        Documents open = documents;
        if (open == null || !open.hasNext()) {
            if (open != null) open.close();
            open = source.get().open();
            documents = open;
            read = 0;
        }
        long first = read + 1;
        List<String> found = new ArrayList<>();
        int characters = 0;
        while (found.size() < DOCUMENTS && characters < CHARACTERS && open.hasNext()) {
            String document = open.next();
            found.add(cut(document));
            characters += document.length();
            read++;
        }
        var sample = new TextSample(first, found, !open.hasNext());
        if (closed) close();
        return sample;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (documents != null) documents.close();
        documents = null;
    }

    private static String cut(String document) {
        if (document.length() <= CHARACTERS) return document;
        int end = Character.isHighSurrogate(document.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
        return document.substring(0, end) + "…";
    }
}
