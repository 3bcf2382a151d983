package glassformer.data;

import glassformer.BadInputException;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Training on short texts first: the context grows evenly from `first` to `last` tokens over `growSteps` steps and
/// then stays.
///
/// @param first tokens at step 0, 1 or more
/// @param last tokens in the end, `first` or more
/// @param growSteps 0 or more; with 0 the context is `last` from the beginning
/// @param multiple lengths between the first and the last are multiples of this, rounded down, 1 or more; few different
/// lengths spare an engine from preparing many
public record LengthCurriculum(int first, int last, long growSteps, int multiple) {
    private static final String KIND = "training.curriculum";
    private static final String START = "training.startLength";
    private static final String GROW = "training.growSteps";
    private static final String CONTEXT = "model.contextLength";
    private static final int MULTIPLE = 8;

    public static final List<Setting> SETTINGS = List.of(
            new Setting.Choice(
                    KIND,
                    "Whether training begins on short texts, which take less time, and grows to the whole context.",
                    "none",
                    List.of("none", "length")),
            new Setting.Whole(START, "The context in tokens that a length curriculum begins with.", 16, 1, 1_048_576),
            new Setting.Whole(
                    GROW, "Steps in which a length curriculum grows to the whole context.", 500, 0, 100_000_000));

    /// That of a lab; null where it has none.
    ///
    /// @throws BadInputException where it would begin with more than the context
    public static @Nullable LengthCurriculum of(Values values) {
        if (!values.schema().has(KIND) || values.text(KIND).equals("none")) {
            return null;
        }
        int first = values.whole(START);
        int last = values.whole(CONTEXT);
        if (first > last) {
            throw new BadInputException(
                    START + " is " + first + ", but must be at most " + CONTEXT + ", which is " + last + ".");
        }
        return new LengthCurriculum(first, last, values.longWhole(GROW), MULTIPLE);
    }

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
