package glassformer.inspect;

import glassformer.engine.AttentionGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What scaling does in every layer and head of one kind of attention, and how one head comes to its output at one
/// token.
///
/// @param layers those of each head of each layer
/// @param layer  of the head that is looked at step by step
/// @param query  the token that looks, from 0
public record Scaling(
        AttentionGroup.Kind kind,
        List<List<ScoreVariants>> layers,
        int layer,
        int head,
        int query,
        HeadNumbers numbers) {
    public Scaling {
        layers = layers.stream().map(List::copyOf).toList();
    }

    public ScoreVariants chosen() {
        return layers.get(layer).get(head);
    }

    public AttentionSteps steps() {
        return AttentionSteps.of(numbers, query);
    }

    /// A line of figures.
    @FunctionalInterface
    public interface Figures {
        /// @param head null for what a layer's heads share
        void line(int layer, @Nullable Integer head, ScoreVariant variant, Saturation saturation);
    }

    /// Every head's own two variants, then the two of its layer as a whole.
    public void each(Figures figures) {
        for (int l = 0; l < layers.size(); l++) {
            List<ScoreVariants> heads = layers.get(l);
            for (int h = 0; h < heads.size(); h++) {
                for (ScoreVariant variant : List.of(ScoreVariant.RAW, ScoreVariant.SCALED)) {
                    figures.line(l, h, variant, heads.get(h).get(variant).saturation());
                }
            }
            for (ScoreVariant variant : List.of(ScoreVariant.ONE_HEAD, ScoreVariant.MULTI_HEAD)) {
                figures.line(l, null, variant, heads.getFirst().get(variant).saturation());
            }
        }
    }
}
