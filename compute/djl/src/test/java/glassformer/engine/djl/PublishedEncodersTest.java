package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import glassformer.blueprint.BertConfig;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.hub.MavenModel;
import glassformer.hub.PretrainedModel;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Published encoders, with ONNX Runtime's numbers as the truth.
class PublishedEncodersTest {
    private static final List<String> TEXTS = List.of(
            "Attention is all you need.",
            "ok",
            "A café in São Paulo serves crème brûlée to naïve tourists.",
            "今天天气很好,我们去公园散步吧。",
            "The encoder reads the whole sentence at once; the decoder writes one token after another, "
                    + "and looks back at what the encoder made of each word.",
            "深度学习模型 BERT 读懂 mixed text 了吗?",
            "Ångström, Übermut, façade, mañana!",
            "42 + 58 = 100",
            "你好",
            "Which of these ten sentences is padded most when they are put into one batch of five?");

    @ParameterizedTest
    @CsvSource({"all-minilm-l6-v2, 6, 12, 384", "bge-small-zh, 4, 8, 512"})
    void hiddenStatesAreThoseOfOnnxRuntime(String name, int layers, int heads, int dim) throws Exception {
        PretrainedModel model = MavenModel.openJar(jar(name));
        BertConfig config = (BertConfig) model.spec().config();
        assertThat(List.of(config.layers(), config.heads(), config.dim())).containsExactly(layers, heads, dim);
        Tokenizer tokenizer = model.tokenizer();
        try (Engine engine = new DjlEngine();
                ModelSession session = engine.open(
                        model.spec().blueprint(),
                        model.load().weights(),
                        engine.devices().getFirst());
                OrtSession reference = session(name)) {
            for (List<String> texts : List.of(TEXTS.subList(0, 5), TEXTS.subList(5, 10))) {
                Tokens batch = padded(texts, tokenizer);
                float[][][] expected = run(reference, batch);
                Tensor hidden = session.hidden(batch, null);
                for (int row = 0; row < batch.size(); row++) {
                    for (int t = 0; t < batch.lengthOf(row); t++) {
                        int from = (row * batch.length() + t) * dim;
                        float worst = 0;
                        for (int c = 0; c < dim; c++) {
                            worst = Math.max(worst, Math.abs(hidden.values()[from + c] - expected[row][t][c]));
                        }
                        assertThat(worst).as("%s, token %d", texts.get(row), t).isLessThan(1e-4f);
                    }
                }
            }
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(
                PublishedEncodersTest.class.getResource("/" + name + ".onnx"), "the test dependency holds " + name);
    }

    private static Path jar(String name) throws Exception {
        URI jar = ((JarURLConnection) resource(name).openConnection())
                .getJarFileURL()
                .toURI();
        return Path.of(jar);
    }

    private static OrtSession session(String name) throws IOException, OrtException {
        try (InputStream in = resource(name).openStream()) {
            return OrtEnvironment.getEnvironment().createSession(in.readAllBytes());
        }
    }

    private static Tokens padded(List<String> texts, Tokenizer tokenizer) {
        int[][] ids = texts.stream().map(tokenizer::encode).toArray(int[][]::new);
        int length = Arrays.stream(ids).mapToInt(row -> row.length).max().orElseThrow();
        int[] all = new int[ids.length * length];
        for (int row = 0; row < ids.length; row++) {
            System.arraycopy(ids[row], 0, all, row * length, ids[row].length);
        }
        return new Tokens(
                all, null, Arrays.stream(ids).mapToInt(row -> row.length).toArray(), ids.length, length);
    }

    private static float[][][] run(OrtSession session, Tokens batch) throws OrtException {
        long[] mask = LongStream.range(0, batch.ids().length)
                .map(i -> i % batch.length() < batch.lengthOf((int) i / batch.length()) ? 1 : 0)
                .toArray();
        try (OnnxTensor ids = tensor(Arrays.stream(batch.ids()).asLongStream().toArray(), batch);
                OnnxTensor masks = tensor(mask, batch);
                OnnxTensor types = tensor(new long[mask.length], batch);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", masks, "token_type_ids", types))) {
            return (float[][][]) result.get(0).getValue();
        }
    }

    private static OnnxTensor tensor(long[] values, Tokens batch) throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), LongBuffer.wrap(values), new long[] {batch.size(), batch.length()});
    }
}
