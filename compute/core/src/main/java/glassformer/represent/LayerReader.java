package glassformer.represent;

import glassformer.answer.TypedText;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Trace;
import glassformer.task.TokenPair;
import glassformer.text.SpecialTokens;
import glassformer.text.TokenSpan;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/// Reads texts with a model and keeps the residual stream after the embedding and after each block. Of an
/// encoder-decoder it is the encoder's.
final class LayerReader {
    private final ModelSession session;
    private final Tokenizer tokenizer;
    private final List<Integer> ends;

    LayerReader(ModelSession session, Tokenizer tokenizer) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.ends = ends(session.blueprint());
    }

    /// What a text's own tokens became; special tokens are left out.
    ///
    /// @param spans  of the tokens in the text // (T)
    /// @param layers after the embedding and each block // (T, C) each
    record Reading(List<TokenSpan> spans, List<Tensor> layers) {}

    /// The embedding and the blocks.
    int layers() {
        return ends.size() + 1;
    }

    /// @return no tokens where the text has none
    Reading read(String text) {
        SpecialTokens specials = tokenizer.specials();
        boolean encoder = session.blueprint().hasEncoder();
        boolean framed = !encoder && specials.classify().isPresent();
        int room = session.blueprint().config().contextLength() - (framed ? 2 : encoder ? 1 : 0);
        List<TokenSpan> spans = tokenizer.spans(text);
        spans = spans.subList(0, Math.min(spans.size(), room));
        if (spans.isEmpty()) {
            return new Reading(List.of(), List.of());
        }
        int[] ids = spans.stream().mapToInt(TokenSpan::id).toArray();
        Trace trace;
        if (encoder) {
            int[] ended = java.util.Arrays.copyOf(ids, ids.length + 1);
            ended[ids.length] = specials.requireSeparator();
            trace = session.trace(Tokens.of(ended), Tokens.of(specials.requirePad()));
        } else if (framed) {
            TokenPair pair = TokenPair.of(specials, ids, ids.length + 2);
            trace = session.trace(TypedText.tokens(pair, session.blueprint().config()), null);
        } else {
            trace = session.trace(Tokens.of(ids), null);
        }
        int first = framed ? 1 : 0;
        List<Tensor> layers = new ArrayList<>();
        layers.add(rows(trace.stages().getFirst().before(), first, ids.length));
        ends.forEach(stage -> layers.add(rows(trace.stages().get(stage).after(), first, ids.length)));
        return new Reading(spans, layers);
    }

    private static Tensor rows(Tensor all, int first, int count) {
        int width = all.shape().getLast();
        float[] values = java.util.Arrays.copyOfRange(all.values(), first * width, (first + count) * width);
        return new Tensor(List.of(count, width), values);
    }

    /// Which stage each block ends with.
    private static List<Integer> ends(Blueprint blueprint) {
        List<Layer> layers = blueprint.trunk().layers().stream()
                .filter(Layer.Encoder.class::isInstance)
                .map(Layer.Encoder.class::cast)
                .findFirst()
                .<List<Layer>>map(Layer.Encoder::layers)
                .orElse(blueprint.trunk().layers());
        List<Integer> ends = new ArrayList<>();
        int stage = 0;
        for (Layer layer : layers) {
            if (layer instanceof Layer.Block block) {
                stage += (int) Blueprint.inside(block)
                        .filter(Layer.Residual.class::isInstance)
                        .count();
                ends.add(stage - 1);
            }
        }
        return ends;
    }
}
