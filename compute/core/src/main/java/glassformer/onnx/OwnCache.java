package glassformer.onnx;

import java.util.List;

/// A decoder's keys and values as inputs and outputs: `past_key_values.N.key` is joined with what is new to
/// `present.N.key`.
///
/// @param infix between the layer's number and `key`: `.`, or `.decoder.` where there is an encoder too
record OwnCache(Graph graph, String infix) implements Memory {
    static OwnCache declare(Graph graph, String infix, int layers, int kvHeads, int headDim) {
        for (int layer = 0; layer < layers; layer++) {
            for (String kind : List.of("key", "value")) {
                graph.input(
                        "past_key_values." + layer + infix + kind,
                        ElementType.FLOAT,
                        "batch_size",
                        kvHeads,
                        "past_sequence_length",
                        headDim);
            }
        }
        return new OwnCache(graph, infix);
    }

    void declareOutputs(int layers, int kvHeads, int headDim) {
        for (int layer = 0; layer < layers; layer++) {
            for (String kind : List.of("key", "value")) {
                graph.declare(
                        "present." + layer + infix + kind,
                        ElementType.FLOAT,
                        "batch_size",
                        kvHeads,
                        "total_sequence_length",
                        headDim);
            }
        }
    }

    /// How many tokens were read before, without an axis.
    String past() {
        String shape = graph.node("Shape", "past_key_values.0" + infix + "key");
        return graph.node("Gather", shape, graph.scalar(2L));
    }

    @Override
    public List<String> own(int layer, String keys, String values) {
        return List.of(join(layer, "key", keys), join(layer, "value", values));
    }

    private String join(int layer, String kind, String now) {
        String name = layer + infix + kind;
        graph.named(
                "Concat",
                List.of("past_key_values." + name, now),
                List.of("present." + name),
                Attribute.whole("axis", 2));
        return "present." + name;
    }

    @Override
    public List<String> source(int layer) {
        return NONE.source(layer);
    }

    @Override
    public String realSource() {
        return NONE.realSource();
    }
}
