package glassformer.gguf;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.Named;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ScoreScale;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says why an architecture of llama.cpp cannot hold a blueprint, layer by layer.
final class GgufLimits {
    private final GgufArchitecture architecture;

    private GgufLimits(GgufArchitecture architecture) {
        this.architecture = architecture;
    }

    /// A sentence that names the setting and what would be right.
    static Optional<String> refusal(Blueprint blueprint) {
        if (blueprint.hasEncoder()) {
            return Optional.of("model.family is transformer, but GGUF can hold no encoder-decoder of this kind: export"
                    + " it as onnx or huggingface.");
        }
        GgufArchitecture architecture = GgufArchitecture.of(blueprint);
        GgufLimits limits = new GgufLimits(architecture);
        Optional<String> layer = blueprint.trunk().layers().stream()
                .map(limits::layer)
                .flatMap(Optional::stream)
                .findFirst();
        if (layer.isPresent()) {
            return layer;
        }
        boolean speaks =
                blueprint.heads().stream().anyMatch(head -> head.name().equals(new HeadSpec.LanguageModel().name()));
        return architecture == GgufArchitecture.BERT || speaks
                ? Optional.empty()
                : Optional.of("The model has no head for the next token, which llama.cpp's " + architecture.id()
                        + " needs: export it as onnx or huggingface.");
    }

    private Optional<String> layer(Layer layer) {
        return Optional.ofNullable(
                switch (layer) {
                    case Layer.Sequence(var inner) -> first(inner);
                    case Layer.Block(int index, var inner) -> first(inner);
                    case Layer.Residual residual -> residual(residual);
                    case Layer.Norm norm -> norm(norm);
                    case Layer.Attention attention -> attention(attention);
                    case Layer.FeedForward ffn -> feedForward(ffn);
                    case Layer.Scale scale ->
                        "The embedding is multiplied, which GGUF's " + architecture.id()
                                + " does not do: set model.scaleEmbedding to false.";
                    case Layer.LearnedPosition position -> table("learned");
                    case Layer.SinusoidalPosition position -> table("sinusoidal");
                    case Layer.TokenEmbedding leaf -> null;
                    case Layer.TokenTypeEmbedding leaf -> null;
                    case Layer.Dropout leaf -> null;
                    case Layer.Encoder leaf -> null;
                    case Layer.Pooler leaf -> null;
                    case Layer.Dense leaf -> null;
                    case Layer.OutputHead leaf -> null;
                });
    }

    private @Nullable String first(Iterable<Layer> inner) {
        for (Layer layer : inner) {
            Optional<String> why = layer(layer);
            if (why.isPresent()) {
                return why.get();
            }
        }
        return null;
    }

    private String wrong(String key, String value, String right) {
        return "model." + key + " is " + value + ", but GGUF's " + architecture.id() + " has " + right
                + ": change it, or export the model as onnx or huggingface.";
    }

    private @Nullable String residual(Layer.Residual residual) {
        NormPlacement right = architecture.placement();
        if (residual.placement() != right) {
            return wrong("normPlacement", residual.placement().id(), right.id());
        }
        return norm(residual.norm()) == null ? layer(residual.body()).orElse(null) : norm(residual.norm());
    }

    private @Nullable String norm(Layer.Norm norm) {
        return norm.kind() == architecture.norm()
                ? null
                : wrong("norm", norm.kind().id(), architecture.norm().id());
    }

    private @Nullable String table(String position) {
        return architecture.rotates() ? wrong("position", position, "rotary") : null;
    }

    private @Nullable String attention(Layer.Attention attention) {
        String position =
                switch (attention.relative()) {
                    case Layer.Relative.None none -> architecture.rotates() ? "none" : null;
                    case Layer.Relative.Rotary rotary -> architecture.rotates() ? null : "rotary";
                    case Layer.Relative.Alibi alibi -> "alibi";
                };
        if (position != null) {
            return wrong("position", position, architecture.rotates() ? "rotary" : "learned, sinusoidal or none");
        }
        if (!attention.mask().equals(architecture.mask())) {
            return attention.mask() instanceof Mask.SlidingWindow(int window)
                    ? wrong("window", "" + window, "0")
                    : "Some layers look back only and others do not, but in GGUF's " + architecture.id()
                            + " all do the same: export the model as onnx or huggingface.";
        }
        if (attention.scale() != ScoreScale.SCALED) {
            return wrong("scores", attention.scale().id(), ScoreScale.SCALED.id());
        }
        return !architecture.rotates() && attention.kvHeads() != attention.heads()
                ? wrong("kvHeads", "" + attention.kvHeads(), "as many as heads, " + attention.heads())
                : null;
    }

    private @Nullable String feedForward(Layer.FeedForward ffn) {
        return architecture.activations().contains(ffn.activation())
                ? null
                : wrong(
                        "activation",
                        ffn.activation().id(),
                        architecture.activations().stream()
                                .sorted(Comparator.naturalOrder())
                                .map((Activation right) -> ((Named) right).id())
                                .collect(Collectors.joining(" or ")));
    }
}
