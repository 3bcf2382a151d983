package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceModelTest {
    private static final double STEP = 1e-5;
    private static final int TRIED = 3; // values of each tensor: enough to see a wrong formula

    static Stream<Architecture> architectures() {
        return Architecture.all();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreThoseOfCentralDifferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Map<String, double[]> weights = Parameters.doubles(ReferenceModel.randomWeights(blueprint, 1));
        ReferenceModel model = new ReferenceModel(blueprint, weights);
        Batch batch = new RandomBatch(blueprint, 2).of(2, 4, true);
        Map<String, double[]> traced = model.gradients(batch);
        SplittableRandom random = new SplittableRandom(3);
        weights.forEach((name, values) -> {
            for (int index : some(values.length, random)) {
                double kept = values[index];
                values[index] = kept + STEP;
                double above = model.evaluate(batch).loss();
                values[index] = kept - STEP;
                double below = model.evaluate(batch).loss();
                values[index] = kept;
                double expected = (above - below) / (2 * STEP);
                assertThat(Objects.requireNonNull(traced.get(name))[index])
                        .as("%s[%d]", name, index)
                        .isCloseTo(expected, within(1e-6 + 1e-5 * Math.abs(expected)));
            }
        });
    }

    private static int[] some(int size, SplittableRandom random) {
        return size <= TRIED
                ? IntStream.range(0, size).toArray()
                : random.ints(TRIED, 0, size).toArray();
    }
}
