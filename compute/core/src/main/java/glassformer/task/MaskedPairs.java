package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.List;

/// Pairs of texts with hidden tokens on both sides, filled up to one length.
///
/// @param segments whether the model tells the two texts apart by token types
record MaskedPairs(Masker masker, int pad, boolean segments) {
    /// @param examples which example each pair is, so that others are masked otherwise
    /// @param others   what further heads should say
    Batch batch(List<TokenPair> pairs, long[] examples, long step, List<Labels> others) {
        List<Item> items = new ArrayList<>();
        List<int[]> hidden = new ArrayList<>();
        for (int row = 0; row < examples.length; row++) {
            TokenPair pair = pairs.get(row);
            MaskedTokens masked = masker.mask(pair.ids(), examples[row], step);
            items.add(segments ? new Item(masked.inputs(), pair.segments()) : Item.of(masked.inputs()));
            hidden.add(masked.labels());
        }
        Tokens tokens = Item.pad(items, pad);
        List<Labels> labels = new ArrayList<>();
        labels.add(new Labels.Classes(new HeadSpec.MaskedTokens().name(), Item.padLabels(hidden, tokens.length())));
        labels.addAll(others);
        return new Batch(tokens, null, labels);
    }
}
