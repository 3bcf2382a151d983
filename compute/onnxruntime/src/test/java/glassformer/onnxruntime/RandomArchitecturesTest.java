package glassformer.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import glassformer.onnx.OnnxForm;
import glassformer.onnx.OpenedModel;
import glassformer.onnx.Precision;
import glassformer.reference.ReferenceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random architectures as ONNX, run by ONNX Runtime, with the plain-Java model as the truth.
class RandomArchitecturesTest {
    private static final int MODELS = 75;
    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, MODELS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scoresAreThoseOfTheReference(int seed) throws IOException {
        ModelSpec spec = RandomModels.of(seed);
        Blueprint blueprint = spec.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, seed);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        RandomModels random = new RandomModels(seed + 1000);
        boolean both = blueprint.hasEncoder();
        try (OpenedModel model = WrittenModel.open(blueprint, weights, Precision.FLOAT32, folder)) {
            for (boolean padded : new boolean[] {false, true}) {
                Tokens input = random.tokens(spec, 3, RandomModels.CONTEXT, padded);
                Tokens decoder = both ? random.tokens(spec, 3, RandomModels.CONTEXT - 2, false) : null;
                Tokens read = decoder == null ? input : decoder;
                if (OnnxForm.of(blueprint) == OnnxForm.WHOLE) {
                    assertRows(model.hidden(input), input, row -> reference.hidden(input.row(row), null), true);
                }
                for (Head head : blueprint.heads()) {
                    boolean tokens = head.labels() == LabelKind.TOKENS;
                    for (int first : padded ? new int[] {read.length()} : new int[] {read.length(), 1, 4}) {
                        Tensor scores = model.logits(input, decoder, head.name(), first);
                        assertRows(
                                scores,
                                read,
                                row -> reference.logits(input.row(row), row(decoder, row), head.name()),
                                tokens);
                    }
                }
            }
        }
    }

    private static @Nullable Tokens row(@Nullable Tokens tokens, int row) {
        return tokens == null ? null : tokens.row(row);
    }

    private interface Expected {
        double[][] of(int row);
    }

    private static void assertRows(Tensor actual, Tokens read, Expected expected, boolean perToken) {
        int classes = actual.shape().getLast();
        assertThat(actual.values()).hasSize(read.size() * (perToken ? read.length() : 1) * classes);
        for (int row = 0; row < read.size(); row++) {
            double[][] values = expected.of(row);
            int from = row * (perToken ? read.length() : 1) * classes;
            for (int t = 0; t < values.length; t++) {
                for (int n = 0; n < classes; n++) {
                    assertThat((double) actual.values()[from + t * classes + n])
                            .as("text %d, place %d, value %d", row, t, n)
                            .isCloseTo(values[t][n], within(TOLERANCE));
                }
            }
        }
    }
}
