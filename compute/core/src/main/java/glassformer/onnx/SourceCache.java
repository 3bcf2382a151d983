package glassformer.onnx;

import glassformer.blueprint.Layer;
import java.util.ArrayList;
import java.util.List;

/// The keys and values of an encoder-decoder's source, made from the encoder's output at the first token and handed
/// back as they are at the others; the input `use_cache_branch` says which.
///
/// @param own        of the decoder's own text
/// @param realSource truth values `(B, 1, 1, S)`
record SourceCache(OwnCache own, String realSource) implements Memory {
    static SourceCache declare(
            Graph graph, WeightNodes weights, List<Layer.Attention> attentions, OwnCache own, int dim) {
        String mask = graph.input("encoder_attention_mask", ElementType.INT64, "batch_size", "encoder_sequence_length");
        String source =
                graph.input("encoder_hidden_states", ElementType.FLOAT, "batch_size", "encoder_sequence_length", dim);
        for (int layer = 0; layer < attentions.size(); layer++) {
            for (String kind : List.of("key", "value")) {
                graph.input(
                        "past_key_values." + layer + ".encoder." + kind,
                        ElementType.FLOAT,
                        side(attentions.get(layer), "encoder_sequence_length_past"));
            }
        }
        String cached = graph.input("use_cache_branch", ElementType.BOOL, 1);
        Graph keep = graph.branch();
        Graph make = graph.branch();
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < attentions.size(); layer++) {
            Layer.Attention attention = attentions.get(layer);
            List<String> made = AttentionNodes.ofSource(make, weights.in(make), attention, source);
            for (int i = 0; i < 2; i++) {
                String name = layer + ".encoder." + (i == 0 ? "key" : "value");
                String kept = keep.node("Identity", "past_key_values." + name);
                keep.declare(kept, ElementType.FLOAT, side(attention, "encoder_sequence_length_past"));
                make.declare(made.get(i), ElementType.FLOAT, side(attention, "encoder_sequence_length"));
                names.add("present." + name);
            }
        }
        graph.named(
                "If",
                List.of(cached),
                names,
                Attribute.graph("then_branch", keep),
                Attribute.graph("else_branch", make));
        String real = graph.node("Cast", List.of(mask), Attribute.whole("to", ElementType.BOOL.number()));
        return new SourceCache(own, graph.node("Unsqueeze", real, graph.vector(1, 2)));
    }

    void declareOutputs(Graph graph, List<Layer.Attention> attentions) {
        for (int layer = 0; layer < attentions.size(); layer++) {
            for (String kind : List.of("key", "value")) {
                graph.declare(
                        "present." + layer + ".encoder." + kind,
                        ElementType.FLOAT,
                        side(attentions.get(layer), "encoder_sequence_length_out"));
            }
        }
    }

    private static Object[] side(Layer.Attention attention, String length) {
        return new Object[] {"batch_size", attention.kvHeads(), length, attention.headDim()};
    }

    @Override
    public List<String> own(int layer, String keys, String values) {
        return own.own(layer, keys, values);
    }

    @Override
    public List<String> source(int layer) {
        return List.of("present." + layer + ".encoder.key", "present." + layer + ".encoder.value");
    }
}
