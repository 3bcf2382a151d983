package glassformer.numerics.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.numerics.EjmlNumerics;
import glassformer.numerics.LazyNumerics;
import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import glassformer.numerics.NumericsContract;
import glassformer.numerics.Pca;
import glassformer.numerics.RandomMatrix;
import org.junit.jupiter.api.Test;

class Nd4jNumericsTest extends NumericsContract {
    private static final Numerics FOUND = new LazyNumerics();

    @Override
    protected Numerics numerics() {
        return FOUND;
    }

    @Test
    void isFoundOnTheClassPath() {
        assertThat(FOUND.description()).startsWith("ND4J").contains("OPENBLAS");
    }

    @Test
    void componentsAreThoseOfAnIndependentDecomposition() {
        Matrix vectors = RandomMatrix.stretched(200, 24, 1);
        Pca pca = Pca.of(vectors, 3, FOUND);
        Pca expected = Pca.of(vectors, 3, new EjmlNumerics());
        assertThat(pca.components().values())
                .usingComparatorWithPrecision(1e-7)
                .containsExactly(expected.components().values());
        assertThat(pca.total()).isCloseTo(expected.total(), within(1e-8));
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        assertThatThrownBy(() -> FOUND.eigen(new Matrix(1, 1, new double[] {Double.NaN})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }
}
