package glassformer.task;

import glassformer.BadInputException;
import glassformer.settings.Values;

/// How tokens are hidden for a model to guess. Of the tokens chosen, most become the mask token, some a random token,
/// and the rest stay, so that the model cannot trust what it sees. Devlin et al. 2019, "BERT"; whole words: BERT's
/// second release; fresh masks in each pass: Liu et al. 2019, "RoBERTa".
///
/// @param rate share of the tokens to guess
/// @param maskShare share of those that become the mask token
/// @param randomShare share of those that become a random token, never a special one
/// @param wholeWords chooses all pieces of a word or none
/// @param dynamic draws anew in each step; otherwise an example is masked the same way for ever
/// @param seed of all draws
public record Masking(
        double rate, double maskShare, double randomShare, boolean wholeWords, boolean dynamic, long seed) {
    public Masking {
        if (!(rate > 0 && rate < 1)) {
            throw new BadInputException("The masking rate is " + rate + ", but must be more than 0 and less than 1.");
        }
        if (!(maskShare >= 0 && randomShare >= 0 && maskShare + randomShare <= 1)) {
            throw new BadInputException("Of the chosen tokens, the shares " + maskShare + " to mask and " + randomShare
                    + " to replace at random must be at least 0 and together at most 1.");
        }
    }

    /// As a lab asks for it: BERT's shares at the lab's rate.
    ///
    /// @param values of a task that hides tokens
    public static Masking of(Values values) {
        return new Masking(
                values.real("data.maskRate"),
                0.8,
                0.1,
                values.flag("data.wholeWords"),
                values.flag("data.dynamicMasks"),
                values.longWhole("training.seed"));
    }

    /// BERT's 80 % masked, 10 % random, 10 % kept, drawn anew in each step.
    public static Masking bert(double rate, long seed) {
        return new Masking(rate, 0.8, 0.1, false, true, seed);
    }

    public Masking withWholeWords() {
        return new Masking(rate, maskShare, randomShare, true, dynamic, seed);
    }

    /// An example is masked the same way in every step.
    public Masking withFixedMasks() {
        return new Masking(rate, maskShare, randomShare, wholeWords, false, seed);
    }
}
