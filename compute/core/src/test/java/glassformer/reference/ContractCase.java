package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the parts of [EngineContract] share.
abstract class ContractCase {
    protected abstract Engine engine();

    final ModelSession open(Blueprint blueprint, Weights weights) {
        return engine().open(blueprint, weights, engine().devices().getFirst());
    }

    static @Nullable Tokens row(@Nullable Tokens tokens, int row) {
        return tokens == null ? null : tokens.row(row);
    }

    /// Compares what a batch gave for one text, `(T, N)` or `(N)`, with what was expected, padding left out.
    static void assertRow(Tensor batch, int row, double[][] expected, double tolerance) {
        int size = batch.shape().getLast();
        int stride = batch.values().length / batch.shape().getFirst();
        for (int t = 0; t < expected.length; t++) {
            assertThat(expected[t]).hasSize(size);
            for (int n = 0; n < size; n++) {
                assertThat((double) batch.values()[row * stride + t * size + n])
                        .as("text %d, place %d, value %d", row, t, n)
                        .isCloseTo(expected[t][n], within(tolerance));
            }
        }
    }

    static void assertClose(float[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(tolerance));
        }
    }

    static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }
}
