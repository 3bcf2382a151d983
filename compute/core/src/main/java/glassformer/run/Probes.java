package glassformer.run;

import glassformer.BadInputException;

/// What is looked at during training.
///
/// @param attention the sentence whose attention is stored at each evaluation; empty stores none
/// @param prompt    the text that is continued at each evaluation
/// @param tokens    by how many tokens; 0 does not continue it
public record Probes(String attention, String prompt, int tokens) {
    private static final int MAX_LENGTH = 10_000;

    public static final Probes NONE = new Probes("", "", 0);

    public Probes {
        requireShort("probes.attention", attention);
        requireShort("probes.prompt", prompt);
        if (tokens < 0 || tokens > MAX_LENGTH) {
            throw new BadInputException(
                    "probes.tokens is " + tokens + ", but must be a whole number from 0 to " + MAX_LENGTH + ".");
        }
    }

    private static void requireShort(String key, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new BadInputException(key + " has " + text.length() + " characters, but must be text of at most "
                    + MAX_LENGTH + " characters.");
        }
    }
}
