package glassformer.onnx;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.engine.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/// What graphs read, made from texts.
final class Feeds {
    static final String PAST = "past_key_values.";

    private Feeds() {}

    /// For a graph that reads whole texts.
    static Map<String, OnnxArray> whole(Tokens text) {
        int[] types = text.types();
        return Map.of(
                "input_ids", ids(text, 0, text.length()),
                "attention_mask", mask(text, text.length()),
                "token_type_ids", part(text, 0, text.length(), i -> types == null ? 0 : types[i]));
    }

    /// For a graph that continues texts: the tokens from one place to another.
    static Map<String, OnnxArray> step(Tokens text, int from, int to) {
        return Map.of(
                "input_ids", ids(text, from, to),
                "attention_mask", mask(text, to),
                "position_ids", part(text, from, to, i -> i % text.length()),
                "use_cache_branch", new OnnxArray.Flag(from > 0));
    }

    /// Keys and values of no tokens.
    static Map<String, OnnxArray> nothingPast(Blueprint blueprint, int size) {
        boolean both = blueprint.hasEncoder();
        Map<String, OnnxArray> past = new HashMap<>();
        int own = 0;
        int source = 0;
        for (Layer.Attention attention : blueprint.decoderAttentions()) {
            String name =
                    switch (attention.source()) {
                        case SELF -> PAST + own++ + (both ? ".decoder." : ".");
                        case MEMORY -> PAST + source++ + ".encoder.";
                    };
            List<Integer> shape = List.of(size, attention.kvHeads(), 0, attention.headDim());
            past.put(name + "key", new OnnxArray.Floats(shape, new float[0]));
            past.put(name + "value", new OnnxArray.Floats(shape, new float[0]));
        }
        return past;
    }

    /// Which tokens before a place are real.
    static OnnxArray mask(Tokens text, int to) {
        return part(text, 0, to, i -> i % text.length() < text.lengthOf(i / text.length()) ? 1 : 0);
    }

    private static OnnxArray ids(Tokens text, int from, int to) {
        return part(text, from, to, i -> text.ids()[i]);
    }

    /// @param value of an index into all places
    private static OnnxArray part(Tokens text, int from, int to, IntUnaryOperator value) {
        int length = to - from;
        long[] values = new long[text.size() * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsInt(i / length * text.length() + from + i % length);
        }
        return new OnnxArray.Longs(List.of(text.size(), length), values);
    }
}
