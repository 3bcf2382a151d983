package glassformer.onnx;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.Layer;
import glassformer.engine.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a blueprint as the graphs that Optimum exports and transformers.js runs, with their names of inputs and
/// outputs: `model`, or `encoder_model` and `decoder_model_merged`.
///
/// The first head's scores are `logits`, those of further heads `NAME_logits`; graphs that read whole texts also give
/// `last_hidden_state`.
public final class OnnxModels {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String POSITIONS = "position_ids";
    static final String HIDDEN = "last_hidden_state";
    private static final Object[] TEXT = {"batch_size", "sequence_length"};

    private final Blueprint blueprint;
    private final Weights weights;
    private final Precision precision;

    private OnnxModels(Blueprint blueprint, Weights weights, Precision precision) {
        this.blueprint = blueprint;
        this.weights = weights;
        this.precision = precision;
    }

    /// By name, without the ending of a file.
    public static Map<String, OnnxModel> of(Blueprint blueprint, Weights weights, Precision precision) {
        OnnxModels models = new OnnxModels(blueprint, weights, precision);
        Map<String, OnnxModel> all = new LinkedHashMap<>();
        switch (OnnxForm.of(blueprint)) {
            case WHOLE -> all.put("model", models.whole(blueprint.trunk(), blueprint.heads(), "model"));
            case DECODER -> all.put("model", models.decoder());
            case ENCODER_DECODER -> {
                Layer.Encoder encoder = blueprint.trunk().layers().stream()
                        .filter(Layer.Encoder.class::isInstance)
                        .map(Layer.Encoder.class::cast)
                        .findFirst()
                        .orElseThrow();
                all.put("encoder_model", models.whole(new Layer.Sequence(encoder.layers()), List.of(), "encoder"));
                all.put("decoder_model_merged", models.decoderOfSource());
            }
        }
        return all;
    }

    /// What a head's scores are called.
    public static String output(Blueprint blueprint, String head) {
        return blueprint.heads().getFirst().name().equals(head) ? "logits" : head + "_logits";
    }

    private OnnxModel whole(Layer.Sequence trunk, List<Head> heads, String name) {
        Graph graph = new Graph();
        graph.input(IDS, ElementType.INT64, TEXT);
        graph.input(MASK, ElementType.INT64, TEXT);
        String types = tokenTypes(trunk) > 1 ? graph.input("token_type_ids", ElementType.INT64, TEXT) : null;
        TextNodes text = new TextNodes(graph, IDS, types, null, MASK, null);
        LayerNodes layers = new LayerNodes(graph, new WeightNodes(graph, weights, precision), text, Memory.NONE);
        String hidden = layers.apply(trunk, "");
        heads(graph, layers, heads, hidden);
        graph.output(HIDDEN, hidden, ElementType.FLOAT, "batch_size", "sequence_length", dim());
        return new OnnxModel(graph, name);
    }

    private OnnxModel decoder() {
        Graph graph = new Graph();
        graph.input(IDS, ElementType.INT64, TEXT);
        graph.input(MASK, ElementType.INT64, "batch_size", "total_sequence_length");
        List<Layer.Attention> attentions = blueprint.attentions();
        Layer.Attention first = attentions.getFirst();
        OwnCache cache = OwnCache.declare(graph, ".", attentions.size(), first.kvHeads(), first.headDim());
        TextNodes text = new TextNodes(graph, IDS, null, POSITIONS, MASK, cache.past());
        LayerNodes layers = new LayerNodes(graph, new WeightNodes(graph, weights, precision), text, cache);
        heads(graph, layers, blueprint.heads(), layers.apply(blueprint.trunk(), ""));
        cache.declareOutputs(attentions.size(), first.kvHeads(), first.headDim());
        return new OnnxModel(graph, "decoder");
    }

    private OnnxModel decoderOfSource() {
        Graph graph = new Graph();
        graph.input(IDS, ElementType.INT64, TEXT);
        WeightNodes constants = new WeightNodes(graph, weights, precision);
        List<Layer.Attention> own = attentions(Layer.Source.SELF);
        List<Layer.Attention> sources = attentions(Layer.Source.MEMORY);
        Layer.Attention first = own.getFirst();
        OwnCache cache = OwnCache.declare(graph, ".decoder.", own.size(), first.kvHeads(), first.headDim());
        SourceCache memory = SourceCache.declare(graph, constants, sources, cache, dim());
        TextNodes text = new TextNodes(graph, IDS, null, null, null, cache.past());
        LayerNodes layers = new LayerNodes(graph, constants, text, memory);
        heads(graph, layers, blueprint.heads(), layers.apply(blueprint.trunk(), ""));
        cache.declareOutputs(own.size(), first.kvHeads(), first.headDim());
        memory.declareOutputs(graph, sources);
        return new OnnxModel(graph, "decoder");
    }

    private List<Layer.Attention> attentions(Layer.Source source) {
        return blueprint.decoderAttentions().stream()
                .filter(attention -> attention.source() == source)
                .toList();
    }

    private void heads(Graph graph, LayerNodes layers, List<Head> heads, String hidden) {
        for (Head head : heads) {
            graph.enter(head.name());
            String scores = layers.apply(head.layers(), hidden);
            graph.leave();
            String name = output(blueprint, head.name());
            if (head.labels() == LabelKind.TOKENS) {
                graph.output(name, scores, ElementType.FLOAT, "batch_size", "sequence_length", head.size());
            } else {
                graph.output(name, scores, ElementType.FLOAT, "batch_size", head.size());
            }
        }
    }

    private int dim() {
        return blueprint.config().dim();
    }

    private static int tokenTypes(Layer.Sequence trunk) {
        return trunk.layers().stream()
                .filter(Layer.TokenTypeEmbedding.class::isInstance)
                .mapToInt(layer ->
                        ((Layer.TokenTypeEmbedding) layer).table().shape().getFirst())
                .findFirst()
                .orElse(0);
    }
}
