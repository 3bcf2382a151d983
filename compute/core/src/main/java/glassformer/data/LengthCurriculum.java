package glassformer.data;

import glassformer.BadInputException;

/// Training on short texts first: the context grows evenly from `first` to `last` tokens over `growSteps` steps and
// then
/// stays.
///
/// @param first tokens at step 0, 1 or more
/// @param last tokens in the end, `first` or more
/// @param growSteps 0 or more; with 0 the context is `last` from the beginning
/// @param multiple lengths between the first and the last are multiples of this, rounded down, 1 or more; few different
/// lengths spare an engine from preparing many
public record LengthCurriculum(int first, int last, long growSteps, int multiple) {
    public LengthCurriculum {
        if (first < 1 || last < first || growSteps < 0 || multiple < 1) {
            throw new BadInputException(
                    "The context grows from " + first + " to " + last + " tokens over " + growSteps
                            + " steps in multiples of " + multiple
                            + ", but must begin with at least 1, not shrink, and take 0 steps or more and multiples of 1 or more.");
        }
    }

    /// @param step from 0
    public int contextAt(long step) {
        if (step >= growSteps) {
            return last;
        }
        double grown = first + (last - first) * ((double) step / growSteps);
        return Math.max(first, (int) grown / multiple * multiple);
    }
}
