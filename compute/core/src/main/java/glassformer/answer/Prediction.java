package glassformer.answer;

import glassformer.evaluate.Softmax;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one head says to a text.
///
/// @param head   its name
/// @param places what it speaks of, in order: each hidden token, the text as a whole, each word; empty for a number
/// @param value  the number, in standard deviations from the mean of the training data; null for all else
public record Prediction(
        String head,
        Kind kind,
        List<Place> places,
        @Nullable Double value) {
    /// What [Kind#FOLLOWS] can say.
    public static final String FOLLOWS = "follows";

    public static final String FOLLOWS_NOT = "does not follow";

    public enum Kind {
        /// Which token is hidden.
        HIDDEN_TOKEN,
        /// Whether the second text follows the first.
        FOLLOWS,
        /// The class of the text.
        CLASS,
        /// The tag of each word.
        TAGS,
        /// A number.
        VALUE
    }

    public Prediction {
        places = List.copyOf(places);
    }

    /// @param text     the word that is spoken of; empty for the text as a whole
    /// @param likeliest likeliest first
    public record Place(String text, List<Likelihood> likeliest) {
        public Place {
            likeliest = List.copyOf(likeliest);
        }

        public Likelihood best() {
            return likeliest.getFirst();
        }
    }

    /// @param probability among all that could have been said
    public record Likelihood(String name, double probability) {}

    /// The softmax of a row of scores.
    ///
    /// @param scores (rows, size)
    /// @param most   how many to keep
    static List<Likelihood> ranked(float[] scores, int row, int size, int most, IntFunction<String> name) {
        return ranked(Softmax.of(scores, row, size), most, name);
    }

    /// @param most how many to keep
    static List<Likelihood> ranked(double[] probabilities, int most, IntFunction<String> name) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> probabilities[i])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .map(i -> new Likelihood(name.apply(i), probabilities[i]))
                .toList();
    }
}
