package glassformer.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import glassformer.onnx.OpenedModel;
import glassformer.onnx.Precision;
import glassformer.reference.ReferenceModel;
import glassformer.run.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundedWeightsTest {
    @TempDir
    Path folder = Path.of("");

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    /// In tiny models, where one rounded number weighs most, by at most a half of the scores' deviation; on average
    /// over scores by far less.
    @ParameterizedTest
    @MethodSource("seeds")
    void scoresChangeLittle(int seed) throws IOException {
        ModelSpec spec = RandomModels.of(seed);
        Blueprint blueprint = spec.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, seed);
        RandomModels random = new RandomModels(seed + 2000);
        Tokens input = random.tokens(spec, 3, RandomModels.CONTEXT, false);
        Tokens decoder = blueprint.hasEncoder() ? random.tokens(spec, 3, RandomModels.CONTEXT, false) : null;
        try (OpenedModel exact = WrittenModel.open(blueprint, weights, Precision.FLOAT32, folder);
                OpenedModel rounded = WrittenModel.open(blueprint, weights, Precision.INT8, folder)) {
            if (blueprint.heads().isEmpty()) {
                assertNear(exact.hidden(input), rounded.hidden(input));
                return;
            }
            String head = blueprint.heads().getFirst().name();
            assertNear(
                    exact.logits(input, decoder, head, RandomModels.CONTEXT),
                    rounded.logits(input, decoder, head, RandomModels.CONTEXT));
        }
    }

    private static void assertNear(Tensor exact, Tensor rounded) {
        double sum = 0;
        double squares = 0;
        double off = 0;
        for (int i = 0; i < exact.values().length; i++) {
            double value = exact.values()[i];
            sum += value;
            squares += value * value;
            off += Math.pow(value - rounded.values()[i], 2);
        }
        int count = exact.values().length;
        double deviation = Math.sqrt(squares / count - sum / count * sum / count);
        assertThat(Math.sqrt(off / count)).isPositive().isLessThan(0.12 * deviation);
    }

    @Test
    void theFileIsMuchSmaller() throws IOException {
        Blueprint blueprint = Lab.initial("small")
                .with("model.layers", 2)
                .with("model.heads", 4)
                .with("model.dim", 128)
                .model(512)
                .blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 0);
        WrittenModel.open(blueprint, weights, Precision.FLOAT32, folder).close();
        WrittenModel.open(blueprint, weights, Precision.INT8, folder).close();
        assertThat(Files.size(folder.resolve("model_quantized.onnx")))
                .isLessThan(Files.size(folder.resolve("model.onnx")) / 2);
    }
}
