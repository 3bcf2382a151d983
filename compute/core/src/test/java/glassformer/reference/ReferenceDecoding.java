package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Continues a text by computing all of it anew, which is what a cache must equal.
final class ReferenceDecoding implements ModelSession.Decoding {
    private final ReferenceModel model;
    private final Blueprint blueprint;
    private final @Nullable Tokens source;
    private int[] text = {};

    ReferenceDecoding(ReferenceModel model, Blueprint blueprint, @Nullable Tokens source) {
        this.model = model;
        this.blueprint = blueprint;
        this.source = source == null ? null : source.row(0);
    }

    @Override
    public int length() {
        return text.length;
    }

    @Override
    public float[] append(int[] ids) {
        if (text.length + ids.length > blueprint.config().contextLength()) {
            throw new IllegalStateException("the context is full");
        }
        text = IntStream.concat(IntStream.of(text), IntStream.of(ids)).toArray();
        String head = blueprint.heads().getFirst().name();
        Tokens tokens = Tokens.of(text);
        double[][] logits = source == null ? model.logits(tokens, null, head) : model.logits(source, tokens, head);
        double[] last = logits[logits.length - 1];
        float[] scores = new float[last.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) last[i];
        }
        return scores;
    }

    @Override
    public void clear() {
        text = new int[0];
    }

    @Override
    public void close() {}
}
