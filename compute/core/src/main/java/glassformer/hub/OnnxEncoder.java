package glassformer.hub;

import glassformer.BadInputException;
import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds the sizes of a BERT trunk in its ONNX graph, for models that come without a configuration.
final class OnnxEncoder {
    private static final Pattern LAYER = Pattern.compile("(bert\\.)?encoder\\.layer\\.(\\d{1,4})\\..*");

    private static final double EPSILON = 1e-12;
    private static final int MAX_LAYERS = 96;

    private OnnxEncoder() {}

    /// A trunk without heads, with BERT's dropout.
    static ModelSpec spec(OnnxGraph graph, TensorSource weights, String where) {
        requireEpsilon(graph, where);
        Map<String, List<Integer>> shapes = weights.shapes();
        List<Integer> tokens = shape(shapes, "embeddings.word_embeddings.weight", where);
        int layers = 1
                + shapes.keySet().stream()
                        .map(LAYER::matcher)
                        .filter(java.util.regex.Matcher::matches)
                        .mapToInt(match -> Integer.parseInt(match.group(2)))
                        .max()
                        .orElseThrow(() -> noBert(where));
        if (layers > MAX_LAYERS) {
            throw new BadInputException(
                    where + " has " + layers + " layers, but at most " + MAX_LAYERS + " can be read.");
        }
        int dim = tokens.get(1);
        BertConfig config = new BertConfig(
                Family.BERT,
                tokens.get(0),
                shape(shapes, "embeddings.position_embeddings.weight", where).get(0),
                layers,
                heads(graph, dim, where),
                dim,
                shape(shapes, "encoder.layer.0.intermediate.dense.weight", where)
                        .get(0),
                0.1,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.POST,
                activation(graph, where),
                ScoreScale.SCALED,
                true,
                true,
                shape(shapes, "embeddings.token_type_embeddings.weight", where).get(0),
                Pooling.FIRST);
        return new ModelSpec(config, List.of());
    }

    private static List<Integer> shape(Map<String, List<Integer>> shapes, String name, String where) {
        List<Integer> shape = shapes.getOrDefault(name, shapes.get("bert." + name));
        if (shape == null || shape.size() != 2) {
            throw noBert(where);
        }
        return shape;
    }

    /// Attention splits the model's vectors: the last two sizes that one is reshaped to are the heads' number and size.
    private static int heads(OnnxGraph graph, int dim, String where) {
        for (OnnxGraph.Node node : graph.nodes()) {
            if (node.operator().equals("Concat") && node.inputs().size() == 4) {
                List<Long> heads = constant(graph, node.inputs().get(2));
                List<Long> size = constant(graph, node.inputs().get(3));
                if (heads.size() == 1 && size.size() == 1 && fit(heads.getFirst(), size.getFirst(), dim)) {
                    return Math.toIntExact(heads.getFirst());
                }
            }
            if (node.operator().equals("Reshape") && node.inputs().size() == 2) {
                List<Long> sizes = constant(graph, node.inputs().get(1));
                if (sizes.size() == 4 && fit(sizes.get(2), sizes.get(3), dim)) {
                    return Math.toIntExact(sizes.get(2));
                }
            }
        }
        throw new BadInputException(where + " does not tell how many attention heads the model has.");
    }

    private static boolean fit(long heads, long size, int dim) {
        return heads > 0 && heads <= dim && size > 0 && size <= dim && heads * size == dim;
    }

    private static List<Long> constant(OnnxGraph graph, String name) {
        OnnxTensor tensor = graph.constants().get(name);
        return tensor == null ? List.of() : tensor.wholeNumbers();
    }

    private static Activation activation(OnnxGraph graph, String where) {
        for (String operator : List.of("Erf", "Gelu")) {
            if (graph.nodes().stream().anyMatch(node -> node.operator().equals(operator))) {
                return Activation.GELU;
            }
        }
        if (graph.nodes().stream().anyMatch(node -> node.operator().equals("Relu"))) {
            return Activation.RELU;
        }
        throw new BadInputException(where + " has another activation than GELU and ReLU, which are supported.");
    }

    /// A norm adds it to the variance.
    private static void requireEpsilon(OnnxGraph graph, String where) {
        for (OnnxGraph.Node node : graph.nodes()) {
            if (!node.operator().equals("Add")) {
                continue;
            }
            for (String input : node.inputs()) {
                OnnxTensor constant = graph.constants().get(input);
                if (constant != null && constant.isReal() && constant.shape().isEmpty()) {
                    float value = constant.tensor().values()[0];
                    if (value > 0 && value < 1e-2 && Math.abs(value - EPSILON) > 1e-3 * EPSILON) {
                        throw new BadInputException(
                                where + " has norms with an epsilon of " + value + ", but BERT's must be 1e-12.");
                    }
                }
            }
        }
    }

    private static BadInputException noBert(String where) {
        return new BadInputException(where
                + " is no exported BERT that can be read: its tensors are needed under their names, not quantised.");
    }
}
