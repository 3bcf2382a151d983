package glassformer.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedModelTest {
    private static final String TABLE = "transformer.wte.weight";
    private static final String BERT_TABLE = "bert.embeddings.word_embeddings.weight";

    @TempDir
    Path folder = Path.of("");

    private static void assertSame(Weights actual, Weights expected) {
        assertThat(actual.tensors().keySet())
                .containsExactlyElementsOf(expected.tensors().keySet());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.get(name).values()).as(name).isEqualTo(tensor.values()));
    }

    @Test
    void trunkWithoutPrefixAndBuffersOfGpt2AreRead() {
        ModelFolder gpt2 = ModelFolder.gpt2(folder).renamed(name -> name.replace("transformer.", ""));
        gpt2.with("h.0.attn.bias", 1, 1, 6, 6).with("h.1.attn.masked_bias");
        LoadedWeights loaded = gpt2.open().load();
        assertSame(loaded.weights(), gpt2.expected());
        assertThat(loaded.fresh()).isEmpty();
        assertThat(loaded.leftOut()).isEmpty();
    }

    @Test
    void tiedHeadMayBeStoredTwiceIfItIsTheSame() {
        ModelFolder gpt2 = ModelFolder.gpt2(folder);
        gpt2.tensors().put("lm_head.weight", gpt2.expected().get(TABLE));
        assertSame(gpt2.open().load().weights(), gpt2.expected());
        gpt2.with("lm_head.weight", 11, 8);
        assertThatThrownBy(() -> gpt2.open().load())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.safetensors holds " + TABLE + " and lm_head.weight");
    }

    @Test
    void tableStoredUnderTheHeadsNameIsFound() {
        ModelFolder gpt2 = ModelFolder.gpt2(folder).renamed(name -> name.equals(TABLE) ? "lm_head.weight" : name);
        assertSame(gpt2.open().load().weights(), gpt2.expected());
    }

    @Test
    void oldNamesOfNormsAndCopiesOfTheMaskedHeadAreRead() {
        ModelFolder bert = ModelFolder.bert(folder, "BertForMaskedLM", 2)
                .renamed(name -> name.replace("LayerNorm.weight", "LayerNorm.gamma")
                        .replace("LayerNorm.bias", "LayerNorm.beta"));
        bert.tensors().put("cls.predictions.decoder.weight", bert.expected().get(BERT_TABLE));
        bert.tensors().put("cls.predictions.decoder.bias", bert.expected().get("cls.predictions.bias"));
        bert.with("bert.embeddings.position_ids", 1, 6)
                .with("bert.pooler.dense.weight", 8, 8)
                .with("cls.seq_relationship.weight", 2, 8);
        LoadedWeights loaded = bert.open().load();
        assertSame(loaded.weights(), bert.expected());
        assertThat(loaded.leftOut()).containsExactly("bert.pooler.dense.weight", "cls.seq_relationship.weight");
    }

    @Test
    void storedSinusoidsAndCopiesOfTheSharedTableOfMarianAreLeftOut() {
        ModelFolder marian = ModelFolder.marian(folder);
        Tensor table = marian.expected().get("model.shared.weight");
        marian.tensors().put("model.encoder.embed_tokens.weight", table);
        marian.tensors().put("model.decoder.embed_tokens.weight", table);
        marian.tensors().put("lm_head.weight", table);
        marian.with("model.encoder.embed_positions.weight", 6, 8).with("model.decoder.embed_positions.weight", 6, 8);
        LoadedWeights loaded = marian.open().load();
        assertSame(loaded.weights(), marian.expected());
        assertThat(loaded.leftOut()).isEmpty();
    }

    @Test
    void newHeadIsInitialisedAndReportedAndTheOldOneLeftOut() {
        ModelFolder bert = ModelFolder.bert(folder, "BertForMaskedLM", 2);
        List<HeadSpec> heads = List.of(new HeadSpec.Classes("classifier", 4));
        LoadedWeights loaded = bert.open().load(heads, 5);
        assertThat(loaded.fresh())
                .containsExactly(
                        "bert.pooler.dense.weight", "bert.pooler.dense.bias", "classifier.weight", "classifier.bias");
        assertThat(loaded.leftOut()).hasSize(5).allMatch(name -> name.startsWith("cls.predictions."));
        assertThat(loaded.weights().get(BERT_TABLE).values())
                .isEqualTo(bert.expected().get(BERT_TABLE).values());
        assertSame(loaded.weights(), PretrainedModel.open(folder).load(heads, 5).weights());
        assertThat(PretrainedModel.open(folder)
                        .load(heads, 6)
                        .weights()
                        .get("classifier.weight")
                        .values())
                .isNotEqualTo(loaded.weights().get("classifier.weight").values());
    }

    @Test
    void classifierOfTheSameKindIsKeptAndOfAnotherMadeNew() {
        ModelFolder bert = ModelFolder.bert(folder, "BertForSequenceClassification", 3);
        PretrainedModel model = bert.open();
        var same = new HeadSpec.Classes("classifier", List.of("L0", "L1", "L2"));
        assertThat(model.load(List.of(same), 1).fresh()).isEmpty();
        var others = new HeadSpec.Classes("classifier", List.of("one", "two", "three"));
        assertThat(model.load(List.of(others), 1).fresh()).contains("classifier.weight", "classifier.bias");
        LoadedWeights tokens = model.load(List.of(new HeadSpec.TokenClasses("classifier", 3)), 1);
        assertThat(tokens.fresh()).containsExactly("classifier.weight", "classifier.bias");
        assertThat(tokens.leftOut())
                .containsExactly(
                        "bert.pooler.dense.bias", "bert.pooler.dense.weight", "classifier.bias", "classifier.weight");
        assertThat(model.load(List.of(), 1).leftOut())
                .containsExactly(
                        "bert.pooler.dense.bias", "bert.pooler.dense.weight", "classifier.bias", "classifier.weight");
    }

    @Test
    void shardsAreReadAndTheirIndexIsNotBelieved() throws IOException {
        ModelFolder gpt2 = ModelFolder.gpt2(folder);
        Map<String, Tensor> first = new LinkedHashMap<>();
        Map<String, Tensor> second = new LinkedHashMap<>();
        StringBuilder map = new StringBuilder();
        gpt2.tensors().forEach((name, tensor) -> {
            boolean even = first.size() <= second.size();
            (even ? first : second).put(name, tensor);
            map.append(map.isEmpty() ? "" : ",").append("\"" + name + "\":\"" + (even ? "a" : "b") + ".safetensors\"");
        });
        gpt2.write("a.safetensors", first);
        gpt2.write("b.safetensors", second);
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{" + map + "}}");
        assertSame(PretrainedModel.open(folder).load().weights(), gpt2.expected());
        Files.writeString(index, "{\"weight_map\":{\"x\":\"a.safetensors\"}}");
        assertThatThrownBy(() -> PretrainedModel.open(folder))
                .hasMessageContaining("a.safetensors has no tensor named x, though model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"x\":\"../a.safetensors\"}}");
        assertThatThrownBy(() -> PretrainedModel.open(folder))
                .hasMessageContaining("must be a safetensors file in the same folder");
    }

    @Test
    void halfPrecisionBesideWholeNumbersIsWidened() throws IOException {
        ModelFolder gpt2 = ModelFolder.gpt2(folder);
        StringBuilder header = new StringBuilder("{");
        ByteBuffer data = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, float[]> expected = new LinkedHashMap<>();
        gpt2.tensors().forEach((name, tensor) -> {
            boolean brain = expected.size() % 2 == 0;
            int from = data.position();
            float[] values = new float[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                short bits = brain
                        ? (short) (Float.floatToRawIntBits(tensor.values()[i]) >> 16)
                        : Float.floatToFloat16(tensor.values()[i]);
                values[i] = brain ? Float.intBitsToFloat(bits << 16) : Float.float16ToFloat(bits);
                data.putShort(bits);
            }
            expected.put(name, values);
            header.append("\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]},"
                    .formatted(name, brain ? "BF16" : "F16", tensor.shape(), from, data.position()));
        });
        int from = data.position();
        data.position(from + 36);
        header.append("\"transformer.h.0.attn.bias\":{\"dtype\":\"BOOL\",\"shape\":[6,6],\"data_offsets\":[%d,%d]}}"
                .formatted(from, from + 36));
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.position()).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).put(data.flip());
        Files.write(folder.resolve("model.safetensors"), file.array());
        Weights weights = PretrainedModel.open(folder).load().weights();
        expected.forEach((name, values) ->
                assertThat(weights.get(name).values()).as(name).isEqualTo(values));
    }

    @Test
    void missingForeignAndMisshapenTensorsAreNamedWithTheirFile() {
        ModelFolder missing = ModelFolder.gpt2(folder);
        missing.tensors().remove("transformer.h.1.ln_2.bias");
        assertThatThrownBy(() -> missing.open().load())
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder.resolve("model.safetensors")
                        + " lacks the tensor transformer.h.1.ln_2.bias of shape [8], which the model's configuration"
                        + " asks for.");
        assertThatThrownBy(() ->
                        ModelFolder.gpt2(folder).with("h.0.gate", 3).open().load())
                .hasMessage(folder.resolve("model.safetensors")
                        + " holds a tensor h.0.gate, which a model of the family gpt does not have.");
        assertThatThrownBy(() -> ModelFolder.gpt2(folder)
                        .with("transformer.wpe.weight", 7, 8)
                        .open()
                        .load(List.of(), 1))
                .hasMessage("The tensor transformer.wpe.weight in " + folder.resolve("model.safetensors")
                        + " has shape [7, 8], but the model's configuration asks for [6, 8].");
    }

    @Test
    void headThatTheConfigurationPromisesMustBeThere() {
        ModelFolder bert = ModelFolder.bert(folder, "BertForSequenceClassification", 3);
        bert.tensors().remove("classifier.weight");
        assertThatThrownBy(() -> bert.open().load()).hasMessageContaining("lacks the tensor classifier.weight");
    }

    @Test
    void pickledWeightsUnknownFamiliesAndEmptyFoldersAreRefused() throws IOException {
        assertThatThrownBy(() -> PretrainedModel.open(folder)).hasMessageContaining("there is no config.json in it");
        ModelFolder.gpt2(folder);
        assertThatThrownBy(() -> PretrainedModel.open(folder)).hasMessageContaining("holds no weights");
        Files.writeString(folder.resolve("pytorch_model.bin"), "");
        assertThatThrownBy(() -> PretrainedModel.open(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pytorch_model.bin, which is not read");
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"t5\"}");
        assertThatThrownBy(() -> PretrainedModel.open(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model_type is t5, but must be one of gpt2, llama, bert, roberta");
    }

    @Test
    void tokenizerThatKnowsMoreTokensThanTheModelIsRefused() throws IOException {
        PretrainedModel model = ModelFolder.bert(folder, "BertModel", 2).open();
        Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nab\n");
        assertThat(model.tokenizer().encode("ab")).contains(5);
        Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\nc\nd\ne\nf\ng\n");
        assertThatThrownBy(model::tokenizer).hasMessageContaining("has 12 tokens, but the model knows only 11");
    }
}
