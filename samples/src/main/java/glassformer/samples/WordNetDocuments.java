package glassformer.samples;

import glassformer.text.Documents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Reads the entries out of WordNet's data files on the class path. A line of a data file (wndb(5WN)) is
/// `offset file type count word id ... | gloss`; lines of the licence begin with a space.
final class WordNetDocuments implements Documents {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/data.";
    private static final List<String> FILES = List.of("noun", "verb", "adj", "adv");
    private static final double ENTRIES = 117_791; // of WordNet 3.1, for progress only
    private static final int WORD_FIELD = 4;

    private int file;
    private long entries;
    private @Nullable BufferedReader reader;
    private @Nullable String document;

    @Override
    public boolean hasNext() {
        try {
            while (document == null && file < FILES.size()) {
                BufferedReader open = reader != null ? reader : open(FILES.get(file));
                reader = open;
                String line = open.readLine();
                if (line == null) {
                    close();
                    file++;
                } else if (!line.startsWith(" ")) {
                    document = document(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document != null;
    }

    private static BufferedReader open(String part) {
        InputStream in = WordNetDocuments.class.getResourceAsStream(FOLDER + part);
        if (in == null) {
            throw new IllegalStateException("WordNet's data." + part + " is missing from the class path");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static String document(String line) {
        String word = line.split(" ", WORD_FIELD + 2)[WORD_FIELD].replace('_', ' ');
        if (word.endsWith(")")) {
            word = word.substring(0, word.lastIndexOf('(')); // an adjective's place, as in "outback(a)"
        }
        return word + ": " + line.substring(line.indexOf('|') + 1).strip() + "\n";
    }

    @Override
    public String next() {
        if (!hasNext() || document == null) {
            throw new NoSuchElementException();
        }
        String next = document;
        document = null;
        entries++;
        return next;
    }

    @Override
    public double progress() {
        return Math.min(1, entries / ENTRIES);
    }

    @Override
    public void close() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = null;
    }
}
