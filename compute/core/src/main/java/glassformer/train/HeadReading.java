package glassformer.train;

import glassformer.blueprint.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one head says of the probe sentence at a step.
///
/// @param head   its name
/// @param places what it speaks of, in order: each token, each hidden token, each word, the text as a whole; empty for
// a
///               number
/// @param value  the number, in standard deviations from the mean of the training data; null for all else
public record HeadReading(
        String head,
        Kind kind,
        List<Place> places,
        @Nullable Double value) {
    /// What a head says of a place.
    public enum Kind implements Named {
        /// The token that follows.
        NEXT_TOKEN("next-token"),
        /// The token that is hidden there.
        HIDDEN_TOKEN("hidden-token"),
        /// The token that an encoder-decoder writes there.
        WRITTEN_TOKEN("written-token"),
        /// Whether the second text follows the first.
        FOLLOWS("follows"),
        /// The class of the text.
        CLASS("class"),
        /// The tag of the word.
        TAGS("tags"),
        /// A number.
        VALUE("value");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    public HeadReading {
        places = List.copyOf(places);
    }

    /// @param token     what the place reads, for people; empty for the text as a whole
    /// @param target    what should be said there; null where nothing is known
    /// @param likeliest what is said, likeliest first
    public record Place(String token, @Nullable Likelihood target, List<Likelihood> likeliest) {
        public Place {
            likeliest = List.copyOf(likeliest);
        }
    }

    /// @param name        of a token or a class
    /// @param probability among all that could have been said
    public record Likelihood(String name, float probability) {}
}
