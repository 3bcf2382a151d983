package glassformer.ui.build;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Linears;
import glassformer.blueprint.Mask;
import glassformer.blueprint.NormKind;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
                part.shares()
                        ? texts.get("build.sizes.shared")
                        : texts.get("build.sizes.table", shape(embedding.table().shape()));
            case Layer.TokenTypeEmbedding types ->
                texts.get("build.sizes.table", shape(types.table().shape()));
            case Layer.Scale scale -> texts.get("build.sizes.scale", format.number(scale.factor()));
            case Layer.LearnedPosition position ->
                texts.get("build.sizes.table", shape(position.table().shape()));
            case Layer.SinusoidalPosition position -> texts.get("build.sizes.fixed");
            case Layer.Dropout dropout -> texts.get("build.sizes.dropout", format.number(dropout.probability() * 100));
            case Layer.Attention attention -> attention(attention) + adapter(attention);
            case Layer.FeedForward ffn ->
                texts.get(
                                "build.sizes.ffn",
                                Integer.toString(ffn.up().in()),
                                Integer.toString(ffn.up().out()),
                                activation(ffn.activation()))
                        + adapter(ffn);
            case Layer.Pooler pooler ->
                texts.get("build.sizes.pooling." + pooler.pooling().id()) + adapter(pooler);
            case Layer.Dense dense ->
                texts.get(
                                dense.activation() == null ? "build.sizes.linear" : "build.sizes.dense",
                                Integer.toString(dense.linear().in()),
                                Integer.toString(dense.linear().out()),
                                dense.activation() == null ? "" : activation(dense.activation()))
                        + adapter(dense);
            case Layer.OutputHead head ->
                head.tied()
                        ? texts.get("build.sizes.tied")
                        : texts.get("build.sizes.table", shape(head.table().shape()));
            case Layer.Norm norm -> "";
            case Layer.Block block -> "";
            case Layer.Residual residual -> "";
            case Layer.Sequence sequence -> "";
            case Layer.Encoder encoder -> "";
        };
    }

    /// What it does, in plain words.
    public String explanation(Diagram.Part part) {
        return switch (part.layer()) {
            case Layer.Attention attention -> {
                String first = texts.get(help(attention));
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

    /// What a head is for, as its title.
    public String head(Diagram.HeadColumn head) {
        return switch (head.name()) {
            case "lm", "mlm", "nsp" -> texts.get("build.head." + head.name());
            default -> texts.get("build.head." + labels(head), head.name());
        };
    }

    private static String labels(Diagram.HeadColumn head) {
        return head.labels().name().toLowerCase(Locale.ROOT);
    }

    /// What is said of a part that another architecture has differently or not at all.
    public String different() {
        return texts.get("build.different");
    }

    /// Everything in one breath, for people who hear the diagram.
    public String spoken(Diagram.Part part) {
        List<String> said = new ArrayList<>();
        said.add(name(part));
        String sizes = sizes(part);
        if (!sizes.isEmpty()) said.add(sizes);
        if (part.parameters() > 0) said.add(texts.get("build.parameters", format.whole(part.parameters())));
        said.add(texts.get("build.spoken.shape", part.output()));
        if (part.trained() == Trained.FROZEN) said.add(texts.get("build.frozen"));
        if (part.trained() == Trained.SOME) said.add(texts.get("build.frozen.partly"));
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

    private static String help(Layer.Attention attention) {
        if (attention.source() == Layer.Source.MEMORY) return "build.part.cross_attention.help";
        return attention.mask() instanceof Mask.Full ? "build.part.attention.full" : "build.part.attention.help";
    }

    /// What low-rank adapters add; empty where there are none.
    private String adapter(Layer layer) {
        return Linears.of(layer).stream()
                .map(Layer.Linear::adapter)
                .filter(Objects::nonNull)
                .findFirst()
                .map(adapter -> texts.get("build.sizes.adapter", Integer.toString(adapter.rank())))
                .orElse("");
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
            case TANH -> "tanh";
        };
    }
}
