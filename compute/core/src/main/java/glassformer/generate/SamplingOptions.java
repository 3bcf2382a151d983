package glassformer.generate;

import glassformer.BadInputException;

/// How the next token is drawn.
///
/// @param temperature divides the scores; 0 always takes the likeliest token
/// @param topK        only the K likeliest tokens can come; 0 leaves all
/// @param topP        only the likeliest tokens that together reach this probability can come (Holtzman et al.
///                    2020); 1 leaves all
/// @param seed        the same seed gives the same text
/// @param maxTokens   how many tokens to generate
public record SamplingOptions(double temperature, int topK, double topP, long seed, int maxTokens) {
    public SamplingOptions {
        require(temperature >= 0 && temperature <= 100, "temperature", temperature, "a number from 0 to 100");
        require(topK >= 0, "topK", topK, "0 (all tokens) or more");
        require(topP > 0 && topP <= 1, "topP", topP, "a number above 0 and at most 1");
        require(maxTokens >= 0 && maxTokens <= 1_000_000, "maxTokens", maxTokens, "a whole number from 0 to 1000000");
    }

    /// The likeliest token each time.
    public static SamplingOptions greedy(int maxTokens) {
        return new SamplingOptions(0, 0, 1, 0, maxTokens);
    }

    private static void require(boolean holds, String name, Number value, String allowed) {
        if (!holds) {
            throw new BadInputException(name + " is " + value + ", but must be " + allowed + ".");
        }
    }
}
