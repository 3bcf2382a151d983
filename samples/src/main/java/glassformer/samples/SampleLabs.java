package glassformer.samples;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The labs that come with Glassformer, by name.
public final class SampleLabs {
    private static final List<String> NAMES = List.of(
            "wordnet-gpt",
            "wordnet-bert",
            "wordnet-topics",
            "wordnet-topics-minilm",
            "sentence-pairs",
            "two-tasks",
            "numbers-to-french",
            "numbers-to-chinese",
            "dates-to-iso",
            "addition",
            "sort-digits",
            "repeats");

    public List<String> names() {
        return NAMES;
    }

    /// @throws BadInputException for a name that is none of [#names]
    public Lab lab(String name) {
        return LabFile.parse(json(name), "the sample " + name);
    }

    /// The text of a sample's lab.json.
    public String json(String name) {
        if (!NAMES.contains(name)) {
            throw new BadInputException(
                    "There is no sample " + name + "; there are: " + String.join(", ", NAMES) + ".");
        }
        try (InputStream in = SampleLabs.class.getResourceAsStream(name + "/lab.json")) {
            if (in == null) {
                throw new IllegalStateException("the sample " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
