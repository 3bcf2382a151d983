package glassformer.inspect;

import java.util.List;
import java.util.Objects;

/// How surprising each token of a text is to a model, and the text as a whole.
///
/// @param method how the probabilities were found
/// @param tokens in order
/// @param bytes  of the tokens that have a probability, in UTF-8
/// @param window how many tokens of the text were read at once, at most
/// @param stride how far one such window begins after the one before
/// @param windows how many there were
/// @param blindBits what each token would cost somebody who knows the vocabulary and nothing else
public record Surprise(
        Method method,
        List<SurprisingToken> tokens,
        long bytes,
        int window,
        int stride,
        int windows,
        double blindBits) {
    /// How a model tells what it expected.
    public enum Method {
        /// Each token after those before it. The first one has nothing before it and no probability.
        NEXT_TOKEN("next-token"),
        /// Each token where it alone is masked: pseudo-log-likelihood (Salazar et al. 2020).
        MASKED_IN_TURN("masked-in-turn"),
        /// Each token of a target, and its end, after its source and the target's tokens before it.
        TARGET_OF_SOURCE("target-of-source");

        private final String id;

        Method(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    public Surprise {
        tokens = List.copyOf(tokens);
    }

    /// How many tokens have a probability.
    public int counted() {
        return (int) tokens.stream().filter(token -> token.bits() != null).count();
    }

    /// Of all tokens together.
    public double bits() {
        return tokens.stream()
                .map(SurprisingToken::bits)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /// The mean of a token.
    public double bitsPerToken() {
        return bits() / counted();
    }

    /// Among how many equally likely tokens the model chose, on average: 2 to the power of the mean.
    public double perplexity() {
        return Math.pow(2, bitsPerToken());
    }

    /// Comparable between models with different tokens.
    public double bitsPerByte() {
        return bits() / bytes;
    }
}
