package glassformer.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import org.junit.jupiter.api.Test;

class PcaTest {
    private final Numerics numerics = new EjmlNumerics();

    @Test
    void variancesAreTheSquaredSingularValuesOfTheCentredVectors() {
        Matrix vectors = RandomMatrix.stretched(50, 8, 1);
        Pca pca = Pca.of(vectors, 3, numerics);
        double[] singular = EjmlNumerics.singularValues(vectors.minus(vectors.means()));
        double total = 0;
        for (double value : singular) {
            total += value * value / 49;
        }
        for (int k = 0; k < 3; k++) {
            assertThat(pca.variances()[k]).isCloseTo(singular[k] * singular[k] / 49, within(1e-8));
            assertThat(pca.explained()[k]).isCloseTo(singular[k] * singular[k] / 49 / total, within(1e-10));
        }
    }

    @Test
    void projectionsVaryAsTheComponentsSayAndNotTogether() {
        Matrix vectors = RandomMatrix.stretched(60, 6, 2);
        Pca pca = Pca.of(vectors, 2, numerics);
        Matrix places = pca.project(vectors, numerics);
        Matrix covariance = numerics.gram(places);
        assertThat(covariance.at(0, 0) / 59).isCloseTo(pca.variances()[0], within(1e-8));
        assertThat(covariance.at(1, 1) / 59).isCloseTo(pca.variances()[1], within(1e-8));
        assertThat(covariance.at(0, 1) / 59).isCloseTo(0, within(1e-8));
    }

    @Test
    void theMapOfMovedVectorsIsTheSame() {
        Matrix vectors = RandomMatrix.stretched(20, 5, 3);
        Matrix moved = vectors.minus(new double[] {100, -3, 7, 0, 1});
        assertThat(Pca.of(moved, 2, numerics).project(moved, numerics).values())
                .usingComparatorWithPrecision(1e-7)
                .containsExactly(
                        Pca.of(vectors, 2, numerics).project(vectors, numerics).values());
    }

    @Test
    void equalVectorsHaveNoVariance() {
        assertThat(Pca.of(new Matrix(3, 2, new double[] {1, 2, 1, 2, 1, 2}), 2, numerics)
                        .explained())
                .containsExactly(0, 0);
    }

    @Test
    void oneVectorIsTooFew() {
        assertThatThrownBy(() -> Pca.of(RandomMatrix.of(1, 4, 4), 2, numerics))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("two vectors or more");
    }

    @Test
    void moreComponentsThanDimensionsAreRefused() {
        assertThatThrownBy(() -> Pca.of(RandomMatrix.of(9, 2, 4), 3, numerics))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 dimensions");
    }
}
