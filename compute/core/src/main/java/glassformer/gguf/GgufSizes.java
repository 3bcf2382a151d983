package glassformer.gguf;

import glassformer.BadInputException;
import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.exchange.HuggingFaceConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the architecture of a file: by our own key where we wrote it, else by llama.cpp's.
final class GgufSizes {
    /// A `config.json` of ours: what llama.cpp's keys cannot tell, such as which biases are only zeros.
    static final String OWN = "glassformer.config";

    private static final double EPSILON = 1e-5;
    private static final double BERT_EPSILON = 1e-12;
    private static final double ROTARY_BASE = 10_000;

    private final GgufKeys keys;
    private final Map<String, GgufTensor> tensors;
    private final String prefix;

    private GgufSizes(GgufKeys keys, Map<String, GgufTensor> tensors, String prefix) {
        this.keys = keys;
        this.tensors = tensors;
        this.prefix = prefix;
    }

    static ModelSpec of(GgufKeys keys, Map<String, GgufTensor> tensors) {
        String own = keys.text(OWN, "");
        if (!own.isEmpty()) {
            return HuggingFaceConfig.parse(own, keys.where() + ": " + OWN);
        }
        String id = keys.text("general.architecture", "");
        GgufArchitecture architecture = Arrays.stream(GgufArchitecture.values())
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> keys.wrong(
                        "general.architecture",
                        id.isEmpty() ? "is missing" : "is " + GgufKeys.told(new GgufValue.Text(id)),
                        "one of "
                                + Arrays.stream(GgufArchitecture.values())
                                        .map(GgufArchitecture::id)
                                        .collect(Collectors.joining(", "))));
        GgufSizes sizes = new GgufSizes(keys, tensors, id + ".");
        return switch (architecture) {
            case GPT2 -> sizes.gpt2();
            case LLAMA -> sizes.llama();
            case BERT -> sizes.bert();
        };
    }

    private ModelSpec gpt2() {
        keys.requireReal(prefix + "attention.layer_norm_epsilon", EPSILON);
        int heads = heads();
        requireWhole("attention.head_count_kv", heads);
        return decoder(heads, heads, PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true);
    }

    private ModelSpec llama() {
        keys.requireReal(prefix + "attention.layer_norm_rms_epsilon", EPSILON);
        keys.requireReal(prefix + "rope.freq_base", ROTARY_BASE);
        requireWhole("expert_count", 0);
        String scaling = keys.text(prefix + "rope.scaling.type", "none");
        if (!scaling.equals("none")) {
            throw keys.wrong(prefix + "rope.scaling.type", "is " + scaling, "none");
        }
        int heads = heads();
        int headDim = dim() / heads;
        for (String key : List.of("rope.dimension_count", "attention.key_length", "attention.value_length")) {
            requireWhole(key, headDim);
        }
        int kvHeads = keys.whole(prefix + "attention.head_count_kv", 1, 128, heads);
        return decoder(heads, kvHeads, PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false);
    }

    private ModelSpec decoder(
            int heads, int kvHeads, PositionKind position, NormKind norm, Activation activation, boolean bias) {
        return new ModelSpec(
                new GptConfig(
                        rows("token_embd.weight", 10_000_000),
                        context(),
                        layers(),
                        heads,
                        kvHeads,
                        dim(),
                        ffnDim(),
                        0.1,
                        position,
                        norm,
                        NormPlacement.PRE,
                        activation,
                        ScoreScale.SCALED,
                        0,
                        bias,
                        !tensors.containsKey("output.weight")),
                List.of(new HeadSpec.LanguageModel()));
    }

    private ModelSpec bert() {
        keys.requireReal(prefix + "attention.layer_norm_epsilon", BERT_EPSILON);
        if (keys.flag(prefix + "attention.causal", false)) {
            throw keys.wrong(prefix + "attention.causal", "is true", "false for an encoder");
        }
        Pooling pooling =
                switch (keys.whole(prefix + "pooling_type", 0, 3, 0)) {
                    case 1 -> Pooling.MEAN;
                    case 3 -> Pooling.LAST;
                    default -> Pooling.FIRST;
                };
        return new ModelSpec(
                new BertConfig(
                        Family.BERT,
                        rows("token_embd.weight", 10_000_000),
                        context(),
                        layers(),
                        heads(),
                        dim(),
                        ffnDim(),
                        0.1,
                        PositionKind.LEARNED,
                        NormKind.LAYER_NORM,
                        NormPlacement.POST,
                        Activation.GELU,
                        ScoreScale.SCALED,
                        true,
                        true,
                        tensors.containsKey("token_types.weight") ? rows("token_types.weight", 64) : 0,
                        pooling),
                List.of());
    }

    private int heads() {
        int heads = keys.whole(prefix + "attention.head_count", 1, 128);
        if (dim() % heads != 0) {
            throw keys.wrong(prefix + "attention.head_count", "is " + heads, "a divisor of the width, " + dim());
        }
        return heads;
    }

    private int dim() {
        return keys.whole(prefix + "embedding_length", 2, 16384);
    }

    private int context() {
        return keys.whole(prefix + "context_length", 2, 32768);
    }

    private int layers() {
        return keys.whole(prefix + "block_count", 1, 96);
    }

    private int ffnDim() {
        return keys.whole(prefix + "feed_forward_length", 1, 65536);
    }

    private void requireWhole(String key, int only) {
        keys.whole(prefix + key, only, only, only);
    }

    private int rows(String table, int most) {
        GgufTensor tensor = tensors.get(table);
        if (tensor == null || tensor.shape().size() != 2) {
            throw new BadInputException(keys.where() + " has no table " + table + ", which this architecture needs.");
        }
        int rows = tensor.shape().getFirst();
        if (rows > most) {
            throw new BadInputException(
                    keys.where() + " has a table " + table + " of " + rows + " rows, but at most " + most + " can be.");
        }
        return rows;
    }
}
