package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.data.Pooling;
import glassformer.data.SlidingWindows;
import glassformer.data.Truncation;
import glassformer.evaluate.Softmax;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import glassformer.text.SpecialTokens;
import java.util.List;

/// How texts are read that are longer than the context: cut, or in windows whose answers are pooled. A pair is always
/// cut.
///
/// @param truncation which tokens are kept where a text is cut
/// @param overlap    tokens that a window shares with the one before; 0 where texts are cut
/// @param pooling    how the answers of a text's windows become one
public record LongTexts(Truncation truncation, int overlap, Pooling pooling) {
    private static final String TRUNCATION = "data.truncation";
    private static final String OVERLAP = "data.windowOverlap";
    private static final String POOLING = "data.pooling";
    private static final String CONTEXT = "model.contextLength";
    private static final int SPECIALS = 2;

    public static final List<Setting> SETTINGS = List.of(
            new Setting.Choice(
                    TRUNCATION,
                    "Which end of a text is kept where it is longer than the context.",
                    Truncation.HEAD.id(),
                    Named.ids(Truncation.class)),
            new Setting.Whole(
                    OVERLAP,
                    "0 cuts long texts; otherwise they are read in windows that share so many tokens.",
                    0,
                    0,
                    1_048_576),
            new Setting.Choice(
                    POOLING,
                    "How the answers for a long text's windows become one: their mean or the surest.",
                    Pooling.MEAN.id(),
                    Named.ids(Pooling.class)));

    /// Only the beginning is read.
    public static final LongTexts CUT = new LongTexts(Truncation.HEAD, 0, Pooling.MEAN);

    /// Those of a lab.
    ///
    /// @throws BadInputException where windows would overlap by all that they hold
    public static LongTexts of(Values values) {
        if (!values.schema().has(TRUNCATION)) {
            return CUT;
        }
        int overlap = values.whole(OVERLAP);
        int context = values.whole(CONTEXT);
        if (overlap > 0 && overlap >= context - SPECIALS) {
            throw new BadInputException(OVERLAP + " is " + overlap + ", but must be less than "
                    + Math.max(1, context - SPECIALS) + ": " + CONTEXT + " is " + context + ", of which " + SPECIALS
                    + " are special tokens.");
        }
        return new LongTexts(
                Named.of(Truncation.class, values.text(TRUNCATION)),
                overlap,
                Named.of(Pooling.class, values.text(POOLING)));
    }

    /// The probabilities of a text's classes, pooled over its windows.
    ///
    /// @param windows scores of each // (W, classes)
    public double[] probabilities(List<float[]> windows) {
        return pooling.pool(windows.stream()
                .map(scores -> Softmax.of(scores, 0, scores.length))
                .toList());
    }

    /// A text's number, pooled over its windows.
    ///
    /// @param windows the score of each // (W, 1)
    public double value(List<float[]> windows) {
        return pooling.poolValues(
                windows.stream().mapToDouble(score -> score[0]).toArray());
    }

    /// One text as a model reads it, with the special tokens around: once, or in several windows.
    ///
    /// @param ids       (T)
    /// @param maxLength tokens in all, special ones included
    public List<TokenPair> of(SpecialTokens specials, int[] ids, int maxLength) {
        int room = maxLength - SPECIALS;
        if (overlap > 0 && ids.length > room) {
            return new SlidingWindows(room, overlap)
                    .of(ids).stream()
                            .map(window -> TokenPair.of(specials, window, maxLength))
                            .toList();
        }
        return List.of(TokenPair.of(specials, room < 1 ? ids : truncation.apply(ids, room), maxLength));
    }
}
