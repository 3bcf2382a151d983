package glassformer.task;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Hides tokens by a [Masking]. A pure function: the same seed, example and step always give the same masks, whatever
/// was masked before. Special tokens are never chosen, and none is put in at random. A sequence with any ordinary token
/// has at least one to guess, so that no loss is empty. A pair of texts is masked like one: on a text and its
/// translation this is translation language modelling (Conneau and Lample 2019).
public final class Masker {
    private static final long CHOOSE = 1;
    private static final long TREAT = 2;
    private static final long REPLACE = 3;

    private final Masking masking;
    private final int mask;
    private final int pad; // -1 where the tokenizer has none
    private final boolean[] special; // (id)
    private final boolean[] startsWord;
    private final int[] ordinary; // ids that are not special

    /// @throws BadInputException where the tokenizer has no mask token
    public Masker(Tokenizer tokenizer, Masking masking) {
        SpecialTokens specials = tokenizer.specials();
        this.masking = masking;
        mask = specials.requireMask();
        pad = specials.pad().orElse(-1);
        special = new boolean[tokenizer.vocabSize()];
        specials.ids().forEach(id -> special[id] = true);
        startsWord = new boolean[special.length];
        for (int id = 0; id < startsWord.length; id++) {
            startsWord[id] = tokenizer.startsWord(id);
        }
        ordinary = IntStream.range(0, special.length).filter(id -> !special[id]).toArray();
    }

    /// @param ids a sequence, special tokens included; it is not changed
    /// @param example which sequence this is, so that others are masked otherwise
    /// @param step of the training; not looked at where masks are fixed
    public MaskedTokens mask(int[] ids, long example, long step) {
        long[] draw = {masking.seed(), example, masking.dynamic() ? step : -1, 0, 0};
        int[] inputs = ids.clone();
        int[] labels = new int[ids.length];
        Arrays.fill(labels, MaskedTokens.IGNORED);
        int[] unitOf = units(ids);
        for (int t = 0, least = leastUnit(ids, unitOf, draw); t < ids.length; t++) {
            if (special[ids[t]] || !(unitOf[t] == least || chance(draw, unitOf[t], CHOOSE) < masking.rate())) {
                continue;
            }
            labels[t] = ids[t];
            double treatment = chance(draw, t, TREAT);
            if (treatment < masking.maskShare()) {
                inputs[t] = mask;
            } else if (treatment < masking.maskShare() + masking.randomShare()) {
                inputs[t] = ordinary[(int) (chance(draw, t, REPLACE) * ordinary.length)];
            }
        }
        return new MaskedTokens(inputs, labels);
    }

    /// Masks each sequence and fills up the short ones.
    ///
    /// @param examples which sequence each row is
    public MaskedBatch batch(List<int[]> rows, long[] examples, long step) {
        if (rows.size() != examples.length) {
            throw new IllegalArgumentException(
                    "there are " + rows.size() + " rows, but " + examples.length + " example numbers");
        }
        List<MaskedTokens> masked = new ArrayList<>(rows.size());
        for (int b = 0; b < examples.length; b++) {
            masked.add(mask(rows.get(b), examples[b], step));
        }
        boolean even = rows.stream().mapToInt(row -> row.length).distinct().count() <= 1;
        if (!even && pad < 0) {
            throw new BadInputException("The tokenizer has no padding token such as [PAD] or <pad>, which sequences of"
                    + " different lengths in one batch need.");
        }
        return MaskedBatch.of(masked, pad);
    }

    /// Where what is chosen together with each token begins: its word, or itself.
    private int[] units(int[] ids) {
        int[] unitOf = new int[ids.length];
        for (int t = 0; t < ids.length; t++) {
            boolean continues =
                    masking.wholeWords() && t > 0 && !special[ids[t]] && !special[ids[t - 1]] && !startsWord[ids[t]];
            unitOf[t] = continues ? unitOf[t - 1] : t;
        }
        return unitOf;
    }

    /// The unit with the smallest draw, which is chosen where no draw is below the rate.
    private int leastUnit(int[] ids, int[] unitOf, long[] draw) {
        int least = -1;
        double smallest = 1;
        for (int t = 0; t < ids.length; t++) {
            if (unitOf[t] == t && !special[ids[t]]) {
                double chance = chance(draw, t, CHOOSE);
                if (chance < smallest) {
                    smallest = chance;
                    least = t;
                }
            }
        }
        return least;
    }

    private static double chance(long[] draw, int place, long purpose) {
        draw[3] = place;
        draw[4] = purpose;
        return SplitMix64.uniform(draw);
    }
}
