package glassformer.task;

/// A sequence with hidden tokens.
///
/// @param inputs (T) what the model sees
/// @param labels (T) the true token where it is to be guessed, [#IGNORED] elsewhere
public record MaskedTokens(int[] inputs, int[] labels) {
    /// The label of a place that the loss leaves out, as in PyTorch.
    public static final int IGNORED = -100;

    public MaskedTokens {
        if (inputs.length != labels.length) {
            throw new IllegalArgumentException(
                    "there are " + inputs.length + " inputs, but " + labels.length + " labels");
        }
    }

    /// How many tokens are to be guessed.
    public int guesses() {
        int count = 0;
        for (int label : labels) {
            if (label != IGNORED) {
                count++;
            }
        }
        return count;
    }
}
