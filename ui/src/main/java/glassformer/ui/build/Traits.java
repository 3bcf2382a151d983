package glassformer.ui.build;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Linears;
import glassformer.blueprint.Mask;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What tells one architecture from another, read off its layers: a value for each of some keys, which are those of
/// settings where there is such a setting. A key that makes no sense for an architecture is left out.
final class Traits {
    static final String SIDES = "sides";
    static final String HEAD = "head.";

    private final Blueprint blueprint;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Traits(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /// In the order in which a person reads them: the plan first, sizes last.
    static Map<String, String> of(Blueprint blueprint) {
        Traits traits = new Traits(blueprint);
        traits.plan();
        traits.embedding();
        traits.blocks();
        traits.sizes();
        return traits.values;
    }

    private void plan() {
        values.put(SIDES, blueprint.hasEncoder() ? "both" : sees(blueprint));
        for (Head head : blueprint.heads()) values.put(HEAD + head.name(), "true");
    }

    /// `full` where each token sees the whole text, `causal` where it sees only what came before.
    static String sees(Blueprint blueprint) {
        boolean full = blueprint.attentions().stream().allMatch(attention -> attention.mask() instanceof Mask.Full);
        return full ? "full" : "causal";
    }

    private void embedding() {
        String position = "none";
        boolean scaled = false;
        int types = 0;
        for (Layer layer : blueprint.layers().toList()) {
            switch (layer) {
                case Layer.LearnedPosition learned -> {
                    position = "learned";
                    values.put("positionOffset", Integer.toString(learned.offset()));
                }
                case Layer.SinusoidalPosition waves -> position = "sinusoidal";
                case Layer.Scale scale -> scaled = true;
                case Layer.TokenTypeEmbedding table ->
                    types = table.table().shape().getFirst();
                case Layer.Attention attention ->
                    position = switch (attention.relative()) {
                        case Layer.Relative.Rotary rotary -> "rotary";
                        case Layer.Relative.Alibi alibi -> "alibi";
                        case Layer.Relative.None none -> position;
                    };
                default -> {}
            }
        }
        values.put("model.position", position);
        values.put("model.tokenTypes", Integer.toString(types));
        values.put("model.scaleEmbedding", Boolean.toString(scaled));
        List<Layer> trunk = blueprint.trunk().layers();
        int first = (int) trunk.stream()
                .takeWhile(layer -> !(layer instanceof Layer.Block))
                .count();
        values.put("model.embeddingNorm", Boolean.toString(hasNorm(trunk.subList(0, first))));
        values.put("finalNorm", Boolean.toString(hasNorm(trunk.subList(first, trunk.size()))));
    }

    private static boolean hasNorm(List<Layer> layers) {
        return layers.stream().anyMatch(Layer.Norm.class::isInstance);
    }

    private void blocks() {
        boolean bias = false;
        for (Layer layer : blueprint.trunk().layers().stream()
                .flatMap(layer ->
                        new Blueprint(blueprint.config(), new Layer.Sequence(List.of(layer)), List.of()).layers())
                .toList()) {
            bias |= Linears.of(layer).stream().anyMatch(linear -> linear.bias() != null);
            switch (layer) {
                case Layer.Residual residual -> {
                    values.put("model.norm", residual.norm().kind().id());
                    values.put("model.normPlacement", residual.placement().id());
                }
                case Layer.Attention attention -> attention(attention);
                case Layer.FeedForward ffn -> {
                    values.put("model.activation", ffn.activation().id());
                    values.put("model.ffnDim", Integer.toString(ffn.up().out()));
                }
                default -> {}
            }
        }
        values.put("model.bias", Boolean.toString(bias));
        blueprint.layers().forEach(layer -> {
            if (layer instanceof Layer.OutputHead head) values.put("model.tiedHead", Boolean.toString(head.tied()));
            if (layer instanceof Layer.Pooler pooler)
                values.put("model.pooling", pooler.pooling().id());
        });
    }

    private void attention(Layer.Attention attention) {
        if (attention.source() == Layer.Source.MEMORY) return;
        values.put("projection", attention.projection() instanceof Layer.Projection.Fused ? "fused" : "split");
        values.put("model.scores", attention.scale().name().toLowerCase(Locale.ROOT));
        values.put("model.kvHeads", Integer.toString(attention.kvHeads()));
        if (attention.mask() instanceof Mask.SlidingWindow(int window)) {
            values.put("model.window", Integer.toString(window));
        }
    }

    private void sizes() {
        var config = blueprint.config();
        String ffnDim = values.remove("model.ffnDim");
        values.put("model.layers", Integer.toString(config.layers()));
        values.put("model.heads", Integer.toString(config.heads()));
        values.put("model.dim", Integer.toString(config.dim()));
        if (ffnDim != null) values.put("model.ffnDim", ffnDim);
        values.put("model.contextLength", Integer.toString(config.contextLength()));
        double dropout = blueprint
                .layers()
                .mapToDouble(layer -> layer instanceof Layer.Residual residual ? residual.dropout() : 0)
                .max()
                .orElse(0);
        values.put("model.dropout", Double.toString(dropout));
        values.put(
                "parameters",
                Long.toString(ParameterTable.of(blueprint).weights().stream()
                        .mapToLong(Weight::size)
                        .sum()));
    }
}
