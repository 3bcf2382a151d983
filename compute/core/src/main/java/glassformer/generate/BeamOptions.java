package glassformer.generate;

import glassformer.BadInputException;

/// How beam search goes.
///
/// @param beams         how many texts are kept at each step, 1 to 16
/// @param lengthPenalty the power of the length that a text's log-probability is divided by: 0 compares texts as they
///                      are, which prefers short ones; 1 the mean of a token
/// @param maxTokens     how many tokens a text may have
public record BeamOptions(int beams, double lengthPenalty, int maxTokens) {
    /// What a tree can show.
    public static final int MOST_BEAMS = 16;

    public BeamOptions {
        require(beams >= 1 && beams <= MOST_BEAMS, "beams", beams, "a whole number from 1 to " + MOST_BEAMS);
        require(lengthPenalty >= 0 && lengthPenalty <= 5, "lengthPenalty", lengthPenalty, "a number from 0 to 5");
        require(maxTokens >= 1 && maxTokens <= 1000, "maxTokens", maxTokens, "a whole number from 1 to 1000");
    }

    double score(double logProbability, int tokens) {
        return logProbability / Math.pow(tokens, lengthPenalty);
    }

    private static void require(boolean holds, String name, Number value, String allowed) {
        if (!holds) {
            throw new BadInputException(name + " is " + value + ", but must be " + allowed + ".");
        }
    }
}
