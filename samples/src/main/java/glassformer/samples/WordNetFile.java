package glassformer.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// The lines of a file of WordNet 3.1 on the class path (wndb(5WN)), without its licence, whose lines begin with a
/// space.
record WordNetFile(String name) {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";

    /// What follows `data.` and `index.` in the names of files.
    static final List<String> PARTS = List.of("noun", "verb", "adj", "adv");

    void forEachLine(Consumer<String> action) {
        InputStream in = WordNetFile.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("WordNet's " + name + " is missing from the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith(" ")) {
                    action.accept(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
