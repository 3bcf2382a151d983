package glassformer.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.engine.Weights;
import glassformer.reference.ReferenceModel;
import glassformer.text.BertNormalizer;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GgufModelTest {
    private static final int VOCABULARY = 300;
    private static final Tokenizer BPE = train("bpe");

    @TempDir
    Path folder = Path.of("");

    private static Tokenizer train(String kind) {
        Documents documents = Documents.of(List.of("the cat sat on the mat\n", "a café, and the hat"));
        return Tokenizers.train(kind, 280, ByteSpecials.GPT2, documents, Progress.none());
    }

    private static GptConfig gpt2(PositionKind position, Activation activation, boolean bias, boolean tied) {
        return new GptConfig(
                VOCABULARY,
                16,
                2,
                4,
                4,
                32,
                40,
                0,
                position,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                activation,
                ScoreScale.SCALED,
                0,
                bias,
                tied);
    }

    private static GptConfig llama(boolean bias) {
        return new GptConfig(
                VOCABULARY,
                16,
                2,
                4,
                2,
                32,
                64,
                0,
                PositionKind.ROTARY,
                NormKind.RMS_NORM,
                NormPlacement.PRE,
                Activation.SWIGLU,
                ScoreScale.SCALED,
                0,
                bias,
                false);
    }

    private static BertConfig bert(Family family, NormPlacement placement) {
        return new BertConfig(
                family,
                VOCABULARY,
                16,
                1,
                2,
                32,
                64,
                0,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                placement,
                Activation.GELU,
                ScoreScale.SCALED,
                true,
                true,
                family == Family.DISTILBERT ? 0 : 2,
                Pooling.MEAN);
    }

    private GgufFile written(ModelConfig config, Tokenizer tokenizer, Weights weights, GgufType type)
            throws IOException {
        Blueprint blueprint = config.blueprint();
        assertThat(GgufModel.refusal(blueprint, tokenizer)).isEmpty();
        GgufModel model = GgufModel.of("a model", blueprint, tokenizer, () -> weights, type);
        Path path = folder.resolve("model.gguf");
        try (OutputStream out = Files.newOutputStream(path)) {
            model.write(out, Progress.none());
        }
        GgufFile file = GgufFile.open(path);
        GgufModel.Difference difference = model.difference(file, Progress.none());
        assertThat(difference.most()).isLessThanOrEqualTo(difference.allowed());
        if (type == GgufType.F32) {
            assertThat(difference.most()).isZero();
        }
        return file;
    }

    private static GgufType type(GgufFile file, String tensor) {
        return Objects.requireNonNull(file.tensors().get(tensor)).type();
    }

    private static List<GgufValue> items(GgufFile file, String key) {
        return ((GgufValue.Items) Objects.requireNonNull(file.metadata().get(key))).values();
    }

    private static Weights random(ModelConfig config) {
        return ReferenceModel.randomWeights(config.blueprint(), 5);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBack(GgufType type) throws IOException {
        for (ModelConfig config : List.of(
                gpt2(PositionKind.LEARNED, Activation.GELU_TANH, true, true),
                gpt2(PositionKind.SINUSOIDAL, Activation.GELU, false, false),
                gpt2(PositionKind.NONE, Activation.GELU_TANH, true, false),
                llama(false),
                llama(true))) {
            written(config, BPE, random(config), type).close();
        }
        for (Family family : List.of(Family.BERT, Family.DISTILBERT)) {
            ModelConfig config = bert(family, NormPlacement.POST);
            written(config, train("wordpiece"), random(config), type).close();
        }
    }

    @Test
    void gpt2HasTheNamesOfLlamaCppAndMatricesByOutputs() throws IOException {
        GptConfig config = gpt2(PositionKind.LEARNED, Activation.GELU_TANH, true, true);
        Weights weights = random(config);
        try (GgufFile file = written(config, BPE, weights, GgufType.F32)) {
            assertThat(file.tensors().keySet())
                    .contains("token_embd.weight", "position_embd.weight", "output_norm.weight", "output_norm.bias")
                    .contains("blk.0.attn_norm.weight", "blk.0.attn_qkv.weight", "blk.0.attn_qkv.bias")
                    .contains("blk.1.attn_output.weight", "blk.1.ffn_norm.bias", "blk.1.ffn_up.weight")
                    .contains("blk.1.ffn_down.bias")
                    .hasSize(2 + 2 + 2 * 12);
            float[] stored = weights.get("transformer.h.0.attn.c_attn.weight").values(); // (in, out)
            float[] read = file.read("blk.0.attn_qkv.weight").values(); // (out, in)
            assertThat(file.read("blk.0.attn_qkv.weight").shape()).containsExactly(96, 32);
            for (int out = 0; out < 96; out++) {
                for (int in = 0; in < 32; in++) {
                    assertThat(read[out * 32 + in]).isEqualTo(stored[in * 96 + out]);
                }
            }
            assertThat(file.metadata())
                    .containsEntry("general.architecture", GgufValue.of("gpt2"))
                    .containsEntry("gpt2.context_length", GgufValue.of(16))
                    .containsEntry("gpt2.attention.layer_norm_epsilon", GgufValue.of(1e-5));
        }
    }

    @Test
    void missingBiasesAndPositionsAreZerosForGpt2() throws IOException {
        GptConfig config = gpt2(PositionKind.NONE, Activation.GELU_TANH, false, false);
        try (GgufFile file = written(config, BPE, random(config), GgufType.F32)) {
            assertThat(file.read("blk.0.attn_qkv.bias").values()).containsOnly(0);
            assertThat(file.read("output_norm.bias").values()).containsOnly(0);
            assertThat(file.read("position_embd.weight").values())
                    .hasSize(16 * 32)
                    .containsOnly(0);
            assertThat(file.tensors()).containsKey("output.weight");
        }
    }

    /// Turning neighbours of the moved vector is moving the vector whose halves were turned.
    @Test
    void movedHalvesTurnAsNeighbours() {
        int heads = 3;
        int size = 8;
        SplittableRandom random = new SplittableRandom(1);
        float[] x = new float[heads * size];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        float[] halvesTurned = new float[x.length];
        float[] moved = new Matrix(x.length, 1, x).interleaved(heads).values();
        float[] neighboursTurned = new float[x.length];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < size / 2; i++) {
                double angle = 5 * Math.pow(10_000, -2.0 * i / size);
                turn(x, halvesTurned, head * size + i, head * size + i + size / 2, angle);
                turn(moved, neighboursTurned, head * size + 2 * i, head * size + 2 * i + 1, angle);
            }
        }
        float[] expected =
                new Matrix(x.length, 1, halvesTurned).interleaved(heads).values();
        for (int i = 0; i < x.length; i++) {
            assertThat(neighboursTurned[i]).isCloseTo(expected[i], within(1e-6f));
        }
    }

    private static void turn(float[] from, float[] to, int first, int second, double angle) {
        to[first] = (float) (from[first] * Math.cos(angle) - from[second] * Math.sin(angle));
        to[second] = (float) (from[second] * Math.cos(angle) + from[first] * Math.sin(angle));
    }

    @Test
    void llamaHasItsSizesAndNoPositionTable() throws IOException {
        try (GgufFile file = written(llama(true), BPE, random(llama(true)), GgufType.Q8_0)) {
            assertThat(file.metadata())
                    .containsEntry("llama.attention.head_count", GgufValue.of(4))
                    .containsEntry("llama.attention.head_count_kv", GgufValue.of(2))
                    .containsEntry("llama.rope.dimension_count", GgufValue.of(8))
                    .containsEntry("llama.rope.freq_base", GgufValue.of(10_000.0))
                    .containsEntry("general.file_type", GgufValue.of(7));
            assertThat(file.tensors()).doesNotContainKey("position_embd.weight").containsKey("blk.0.attn_k.bias");
            assertThat(type(file, "blk.0.attn_k.weight")).isEqualTo(GgufType.Q8_0);
            assertThat(type(file, "blk.0.attn_norm.weight")).isEqualTo(GgufType.F32);
        }
    }

    @Test
    void rowsThatFillNoBlocksStayInFloat16() throws IOException {
        GptConfig config = gpt2(PositionKind.LEARNED, Activation.GELU_TANH, true, true); // ffnDim 40
        try (GgufFile file = written(config, BPE, random(config), GgufType.Q8_0)) {
            assertThat(type(file, "blk.0.ffn_down.weight")).isEqualTo(GgufType.F16);
            assertThat(type(file, "blk.0.ffn_up.weight")).isEqualTo(GgufType.Q8_0);
        }
    }

    @Test
    void bpeKeepsTokensMergesAndTheEndOfText() throws IOException {
        GptConfig config = gpt2(PositionKind.LEARNED, Activation.GELU_TANH, true, true);
        try (GgufFile file = written(config, BPE, random(config), GgufType.F16)) {
            assertThat(file.metadata())
                    .containsEntry("tokenizer.ggml.model", GgufValue.of("gpt2"))
                    .containsEntry("tokenizer.ggml.pre", GgufValue.of("gpt-2"))
                    .containsEntry(
                            "tokenizer.ggml.eos_token_id",
                            GgufValue.of(BPE.endOfText().orElseThrow()));
            assertThat(items(file, "tokenizer.ggml.tokens"))
                    .hasSize(VOCABULARY)
                    .contains(GgufValue.of("Ġthe"), GgufValue.of("<|endoftext|>"), GgufValue.of("[PAD299]"));
            assertThat(items(file, "tokenizer.ggml.merges")).contains(GgufValue.of("t he"));
        }
    }

    @Test
    void piecesThatBeginAWordHaveASign() throws IOException {
        ModelConfig config = bert(Family.BERT, NormPlacement.POST);
        try (GgufFile file = written(config, train("wordpiece"), random(config), GgufType.F32)) {
            List<GgufValue> tokens = items(file, "tokenizer.ggml.tokens");
            assertThat(tokens).contains(GgufValue.of("[CLS]"), GgufValue.of("\u2581the"));
            assertThat(tokens)
                    .noneMatch(token -> ((GgufValue.Text) token).value().startsWith("##"));
            assertThat(file.metadata())
                    .containsEntry("bert.pooling_type", GgufValue.of(1))
                    .containsEntry("bert.attention.causal", GgufValue.of(false))
                    .containsEntry(
                            "tokenizer.ggml.normalizer.lowercase",
                            GgufValue.of(BertNormalizer.uncased().lowercase()));
            assertThat(file.tensors()).containsKeys("token_embd_norm.weight", "blk.0.layer_output_norm.bias");
        }
    }

    @Test
    void charactersAreBytesWhereAllAreAscii() throws IOException {
        GptConfig config = gpt2(PositionKind.LEARNED, Activation.GELU_TANH, true, true);
        Tokenizer ascii = Tokenizers.train("char", 0, Documents.of(List.of("to be, or not")), Progress.none());
        try (GgufFile file = written(config, ascii, random(config), GgufType.F32)) {
            assertThat(items(file, "tokenizer.ggml.tokens"))
                    .contains(GgufValue.of("<unk>"), GgufValue.of("Ġ"), GgufValue.of("b"));
        }
        assertThat(GgufModel.refusal(config.blueprint(), train("char")).orElseThrow())
                .contains("tokenizer.kind is char");
    }

    @Test
    void whatNoArchitectureHoldsIsRefusedInASentence() {
        assertRefused(gpt2(PositionKind.ALIBI, Activation.GELU_TANH, true, true), "model.position is alibi");
        assertRefused(gpt2(PositionKind.ROTARY, Activation.GELU_TANH, true, true), "model.norm is layernorm");
        assertRefused(gpt2(PositionKind.LEARNED, Activation.RELU, true, true), "model.activation is relu");
        assertRefused(gpt2(PositionKind.LEARNED, Activation.SWIGLU, true, true), "model.activation is swiglu");
        assertRefused(bert(Family.BERT, NormPlacement.PRE), "model.normPlacement is pre");
        GptConfig g = gpt2(PositionKind.LEARNED, Activation.GELU_TANH, true, true);
        assertRefused(changed(g, 1, NormPlacement.PRE, ScoreScale.SCALED, 0), "model.kvHeads is 1");
        assertRefused(changed(g, 4, NormPlacement.POST, ScoreScale.SCALED, 0), "model.normPlacement is post");
        assertRefused(changed(g, 4, NormPlacement.PRE, ScoreScale.RAW, 0), "model.scores is raw");
        assertRefused(changed(g, 4, NormPlacement.PRE, ScoreScale.SCALED, 8), "model.window is 8");
        assertThat(GgufModel.refusal(g.blueprint(), train("wordpiece")).orElseThrow())
                .contains("tokenizer.kind is wordpiece");
        assertThat(GgufModel.refusal(g.blueprint(List.of()), BPE).orElseThrow()).contains("no head");
    }

    private static GptConfig changed(GptConfig g, int kvHeads, NormPlacement placement, ScoreScale scores, int window) {
        return new GptConfig(
                g.vocabSize(),
                g.contextLength(),
                g.layers(),
                g.heads(),
                kvHeads,
                g.dim(),
                g.ffnDim(),
                0,
                g.position(),
                g.norm(),
                placement,
                g.activation(),
                scores,
                window,
                g.bias(),
                g.tiedHead());
    }

    private static void assertRefused(ModelConfig config, String because) {
        assertThat(GgufModel.refusal(config.blueprint(), BPE).orElseThrow())
                .contains(because)
                .contains("but GGUF's")
                .endsWith(".");
    }
}
