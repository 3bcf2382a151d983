package glassformer.gguf;

import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A model as llama.cpp stores it.
public final class GgufModel {
    private final Map<String, GgufValue> metadata;
    private final List<GgufWriter.Entry> tensors;

    private GgufModel(Map<String, GgufValue> metadata, List<GgufWriter.Entry> tensors) {
        this.metadata = metadata;
        this.tensors = tensors;
    }

    /// Why GGUF cannot hold a model, in one sentence that says what would be right.
    public static Optional<String> refusal(Blueprint blueprint, Tokenizer tokenizer) {
        return GgufLimits.refusal(blueprint)
                .or(() -> GgufVocabulary.refusal(GgufArchitecture.of(blueprint), tokenizer));
    }

    /// What llama.cpp computes a little differently, in one sentence; empty where it is nothing.
    public static Optional<String> approximation(Blueprint blueprint) {
        boolean exact = blueprint
                .layers()
                .anyMatch(layer -> layer instanceof Layer.FeedForward ffn && ffn.activation() == Activation.GELU);
        return exact
                ? Optional.of("llama.cpp computes GELU by its approximation with tanh, so results differ slightly.")
                : Optional.empty();
    }

    /// A model that is not refused.
    ///
    /// @param weights asked for when tensors are written
    public static GgufModel of(
            String name, Blueprint blueprint, Tokenizer tokenizer, Supplier<Weights> weights, GgufType type) {
        GgufArchitecture architecture = GgufArchitecture.of(blueprint);
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        metadata.put("general.architecture", GgufValue.of(architecture.id()));
        metadata.put("general.name", GgufValue.of(name));
        metadata.put("general.file_type", GgufValue.of(type.fileType()));
        metadata.put("general.quantization_version", GgufValue.of(2));
        metadata.putAll(sizes(architecture, blueprint));
        metadata.put(GgufSizes.OWN, GgufValue.of(own(architecture, blueprint.config())));
        metadata.putAll(GgufVocabulary.metadata(
                architecture, tokenizer, blueprint.config().vocabSize()));
        return new GgufModel(metadata, GgufTensors.of(blueprint, weights, type));
    }

    /// With the heads that the file holds.
    private static String own(GgufArchitecture architecture, ModelConfig config) {
        List<HeadSpec> heads =
                architecture == GgufArchitecture.BERT ? List.of() : List.of(new HeadSpec.LanguageModel());
        return HuggingFaceConfig.json(new ModelSpec(config, heads), Map.of());
    }

    private static Map<String, GgufValue> sizes(GgufArchitecture architecture, Blueprint blueprint) {
        ModelConfig config = blueprint.config();
        Layer.Attention attention = blueprint.attentions().getFirst();
        String prefix = architecture.id() + ".";
        Map<String, GgufValue> all = new LinkedHashMap<>();
        all.put(prefix + "vocab_size", GgufValue.of(config.vocabSize()));
        all.put(prefix + "context_length", GgufValue.of(config.contextLength()));
        all.put(prefix + "embedding_length", GgufValue.of(config.dim()));
        all.put(prefix + "block_count", GgufValue.of(config.layers()));
        all.put(prefix + "feed_forward_length", GgufValue.of(config.ffnDim()));
        all.put(prefix + "attention.head_count", GgufValue.of(attention.heads()));
        all.put(prefix + "attention.head_count_kv", GgufValue.of(attention.kvHeads()));
        all.put(
                prefix
                        + switch (architecture.norm()) {
                            case LAYER_NORM -> "attention.layer_norm_epsilon";
                            case RMS_NORM -> "attention.layer_norm_rms_epsilon";
                        },
                GgufValue.of(epsilon(blueprint)));
        if (attention.relative() instanceof Layer.Relative.Rotary(double base)) {
            all.put(prefix + "rope.dimension_count", GgufValue.of(attention.headDim()));
            all.put(prefix + "rope.freq_base", GgufValue.of(base));
        }
        if (config instanceof BertConfig bert) {
            all.put(prefix + "attention.causal", GgufValue.of(false));
            all.put(
                    prefix + "pooling_type",
                    GgufValue.of(
                            switch (bert.pooling()) {
                                case MEAN -> 1;
                                case FIRST -> 2;
                                case LAST -> 3;
                            }));
            all.put("tokenizer.ggml.token_type_count", GgufValue.of(Math.max(1, bert.tokenTypes())));
        }
        return all;
    }

    private static double epsilon(Blueprint blueprint) {
        return blueprint
                .layers()
                .filter(Layer.Norm.class::isInstance)
                .mapToDouble(layer -> ((Layer.Norm) layer).epsilon())
                .findFirst()
                .orElseThrow();
    }

    public void write(OutputStream out, Progress progress) throws IOException {
        GgufWriter.write(metadata, tensors, out, index -> progress.step((double) index / tensors.size()));
    }

    /// How many bytes the tensors take.
    public long bytes() {
        return tensors.stream()
                .mapToLong(entry -> GgufWriter.aligned(entry.bytes()))
                .sum();
    }

    public int tensors() {
        return tensors.size();
    }

    /// By how much a file's values differ from this model's.
    ///
    /// @param most    the largest difference; NaN where metadata, names or shapes differ, or a value by more than
    // its
    ///                type rounds
    /// @param allowed the most that rounding can be
    public record Difference(double most, double allowed) {}

    public Difference difference(GgufFile file, Progress progress) {
        Difference nothingEqual = new Difference(Double.NaN, 0);
        if (!file.metadata().equals(metadata) || file.tensors().size() != tensors.size()) {
            return nothingEqual;
        }
        Difference worst = new Difference(0, 0);
        for (int i = 0; i < tensors.size(); i++) {
            progress.step((double) i / tensors.size());
            GgufWriter.Entry entry = tensors.get(i);
            GgufTensor there = file.tensors().get(entry.name());
            if (there == null || there.type() != entry.type() || !there.shape().equals(entry.shape())) {
                return nothingEqual;
            }
            float[] read = file.read(entry.name()).values();
            Difference here = difference(entry.type(), entry.values().get(), read);
            if (Double.isNaN(here.most)) {
                return here;
            }
            worst = new Difference(Math.max(worst.most, here.most), Math.max(worst.allowed, here.allowed));
        }
        return worst;
    }

    private static Difference difference(GgufType type, float[] expected, float[] found) {
        double most = 0;
        double allowed = 0;
        for (int from = 0; from < expected.length; from += type.block()) {
            float largest = 0;
            for (int i = from; i < from + type.block(); i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            double rounding = type.rounding(largest);
            for (int i = from; i < from + type.block(); i++) {
                double off = Math.abs((double) expected[i] - found[i]);
                if (!(off <= rounding)) {
                    return new Difference(Double.NaN, rounding);
                }
                most = Math.max(most, off);
            }
            allowed = Math.max(allowed, rounding);
        }
        return new Difference(most, allowed);
    }
}
