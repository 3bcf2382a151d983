package glassformer.ui.build;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.NormKind;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the diagram says about a part: its name, the sizes that matter, and an explanation in plain words.
public final class PartTexts {
    private final Texts texts;
    private final Format format;

    public PartTexts(Texts texts) {
        this.texts = texts;
        this.format = texts.format();
    }

    public String name(Diagram.Part part) {
        return switch (part.layer()) {
            case Layer.Block block -> texts.get("build.part.block", block.index() + 1);
            case Layer.Norm norm ->
                texts.get(norm.kind() == NormKind.RMS_NORM ? "build.part.norm.rms" : "build.part.norm.layer");
            case Layer other -> texts.get(part.kind().textKey());
        };
    }

    /// The sizes that matter, in a few words; empty where there are none.
    public String sizes(Diagram.Part part) {
        return switch (part.layer()) {
            case Layer.TokenEmbedding embedding ->
                texts.get("build.sizes.table", shape(embedding.table().shape()));
            case Layer.LearnedPosition position ->
                texts.get("build.sizes.table", shape(position.table().shape()));
            case Layer.SinusoidalPosition position -> texts.get("build.sizes.fixed");
            case Layer.Dropout dropout -> texts.get("build.sizes.dropout", format.number(dropout.probability() * 100));
            case Layer.Attention attention -> attention(attention);
            case Layer.FeedForward ffn ->
                texts.get(
                        "build.sizes.ffn",
                        Integer.toString(ffn.up().in()),
                        Integer.toString(ffn.up().out()),
                        activation(ffn.activation()));
            case Layer.OutputHead head ->
                head.tied()
                        ? texts.get("build.sizes.tied")
                        : texts.get("build.sizes.table", shape(head.table().shape()));
            case Layer.Norm norm -> "";
            case Layer.Block block -> "";
            case Layer.Residual residual -> "";
            case Layer.Sequence sequence -> "";
        };
    }

    /// What it does, in plain words.
    public String explanation(Diagram.Part part) {
        return switch (part.layer()) {
            case Layer.Attention attention -> {
                String first = texts.get("build.part.attention.help");
                String more = relative(attention.relative());
                yield more == null ? first : first + " " + more;
            }
            case Layer.FeedForward ffn
            when ffn.gate() != null ->
                texts.get("build.part.feed_forward.help") + " " + texts.get("build.part.feed_forward.gated");
            case Layer.Norm norm ->
                texts.get(norm.kind() == NormKind.RMS_NORM ? "build.part.norm.rms.help" : "build.part.norm.layer.help");
            case Layer.OutputHead head
            when head.tied() ->
                texts.get("build.part.output_head.help") + " " + texts.get("build.part.output_head.tied");
            case Layer other -> texts.get(part.kind().textKey() + ".help");
        };
    }

    /// Everything in one breath, for people who hear the diagram.
    public String spoken(Diagram.Part part) {
        List<String> said = new ArrayList<>();
        said.add(name(part));
        String sizes = sizes(part);
        if (!sizes.isEmpty()) said.add(sizes);
        if (part.parameters() > 0) said.add(texts.get("build.parameters", format.whole(part.parameters())));
        said.add(texts.get("build.spoken.shape", part.output()));
        return String.join(", ", said);
    }

    /// The number on the box; empty for a part that learns nothing of its own.
    public String parameters(Diagram.Part part) {
        return part.parameters() == 0 ? "" : format.count(part.parameters());
    }

    /// `2048 × 128`
    public String shape(List<Integer> shape) {
        return String.join(
                " × ", shape.stream().map(size -> Integer.toString(size)).toList());
    }

    private String attention(Layer.Attention attention) {
        String heads = texts.get(
                "build.sizes.heads", Integer.toString(attention.heads()), Integer.toString(attention.headDim()));
        if (attention.kvHeads() != attention.heads()) {
            heads += texts.get("build.sizes.kvHeads", Integer.toString(attention.kvHeads()));
        }
        return attention.mask() instanceof Mask.SlidingWindow(int window)
                ? heads + texts.get("build.sizes.window", Integer.toString(window))
                : heads;
    }

    private @Nullable String relative(Layer.Relative relative) {
        return switch (relative) {
            case Layer.Relative.None none -> null;
            case Layer.Relative.Rotary rotary -> texts.get("build.part.attention.rotary");
            case Layer.Relative.Alibi alibi -> texts.get("build.part.attention.alibi");
        };
    }

    private static String activation(Activation activation) {
        return switch (activation) {
            case GELU, GELU_TANH -> "GELU";
            case RELU -> "ReLU";
            case SILU -> "SiLU";
            case SWIGLU -> "SwiGLU";
        };
    }
}
