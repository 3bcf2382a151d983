package glassformer.ui.data;

import glassformer.run.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Small data for tests and pictures of the Data page.
final class Tables {
    private static final String[] GOOD = {
        "a warm and funny film that never loses its nerve",
        "the actors are wonderful, and so is the music",
        "I laughed from the first scene to the last",
        "a quiet story, told with great patience and care",
        "the best evening I have had in a cinema for years, with a cast that plays as if it had known each other all"
                + " its life, and a camera that is never in the way"
    };
    private static final String[] BAD = {
        "two hours that felt like five",
        "the plot falls apart long before the end",
        "nobody seems to know why they are in this film",
        "loud, long and empty",
        "I left before it was over and have no regrets about it at all"
    };

    private Tables() {}

    /// 60 reviews; row 57 repeats row 1, row 58 repeats row 2 with another mood.
    static Path reviews(Path folder) throws IOException {
        StringBuilder table = new StringBuilder("id,review,stars,mood\n");
        for (int i = 1; i <= 60; i++) {
            boolean good = i % 3 != 0;
            String text = (good ? GOOD : BAD)[i / 3 % 5] + " (" + i + ")";
            String mood = good ? "glad" : "bored";
            if (i == 57) {
                text = GOOD[0] + " (1)";
                mood = "glad";
            } else if (i == 58) {
                text = GOOD[0] + " (2)";
                mood = "bored";
            }
            table.append(1000 + i)
                    .append(",\"")
                    .append(text)
                    .append("\",")
                    .append(good ? 3 + i % 3 : 1 + i % 2)
                    .append(',')
                    .append(mood)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("reviews.csv"), table);
    }

    static Lab classification() {
        return Lab.initial("Reviews")
                .with("task", "classification")
                .with("model.family", "bert")
                .with("model.contextLength", 32)
                .with("tokenizer.kind", "wordpiece")
                .with("tokenizer.vocabSize", 200);
    }

    static Path birds(Path folder) throws IOException {
        String text = """
                Hawks are birds of prey that typically have short rounded wings and a long tail; they hunt by day \
                and carry what they catch to a branch where nobody disturbs them.

                Eagles are large birds of prey, noted for their broad wings and for the strength of their soaring flight.

                A goose is a web-footed, long-necked and typically gregarious water bird that migrates in flocks.

                Sparrows are small, dull-coloured singing birds that feed on seeds or insects.

                A river is a large natural stream of water, larger than a creek.
                """;
        return Files.writeString(folder.resolve("birds.txt"), text);
    }

    static Lab masked() {
        return Lab.initial("Birds")
                .with("task", "masked-language-model")
                .with("model.contextLength", 64)
                .with("tokenizer.kind", "wordpiece")
                .with("tokenizer.vocabSize", 160)
                .with("data.source", "file:birds.txt");
    }
}
