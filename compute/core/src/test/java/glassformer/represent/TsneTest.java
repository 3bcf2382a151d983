package glassformer.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.numerics.Matrix;
import glassformer.numerics.RandomMatrix;
import glassformer.text.Progress;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsneTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theGradientIsThatOfTheCost(int dimensions) {
        Affinities affinities = Affinities.of(RandomMatrix.of(9, 5, 1), 3);
        double[] places = RandomMatrix.of(9, dimensions, 2).values();
        double[] gradient = Tsne.gradient(affinities, places, dimensions, 1);
        for (int k = 0; k < places.length; k++) {
            double[] more = places.clone();
            double[] less = places.clone();
            more[k] += 1e-5;
            less[k] -= 1e-5;
            double slope = (Tsne.cost(affinities, more, dimensions) - Tsne.cost(affinities, less, dimensions)) / 2e-5;
            assertThat(gradient[k]).as("coordinate " + k).isCloseTo(slope, within(1e-8));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 12.5})
    void eachChoiceHasThePerplexityThatWasAskedFor(double perplexity) {
        int size = 40;
        double[] distances = distances(RandomMatrix.stretched(size, 6, 3));
        for (int row = 0; row < size; row++) {
            double[] p = Affinities.conditional(distances, row, size, perplexity);
            double sum = 0;
            double entropy = 0;
            for (double one : p) {
                sum += one;
                entropy -= one > 0 ? one * Math.log(one) : 0;
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
            assertThat(p[row]).isZero();
            assertThat(Math.exp(entropy)).isCloseTo(perplexity, within(1e-5));
        }
    }

    @Test
    void affinitiesAreTheSameBothWaysAndSumToOne() {
        Affinities affinities = Affinities.of(RandomMatrix.of(12, 4, 4), 4);
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                sum += affinities.values()[i * 12 + j];
                assertThat(affinities.values()[i * 12 + j]).isEqualTo(affinities.values()[j * 12 + i]);
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void groupsThatLieApartStayApart() {
        Matrix vectors = RandomMatrix.of(60, 10, 5);
        for (int row = 20; row < 60; row++) {
            vectors.values()[row * 10 + row / 20] += 40;
        }
        Matrix layout = new Tsne(10, 300, 1).layout(vectors, RandomMatrix.of(60, 2, 6), Progress.none());
        for (int row = 0; row < 60; row++) {
            assertThat(nearest(layout, row) / 20).as("the neighbour of " + row).isEqualTo(row / 20);
        }
    }

    @Test
    void equalVectorsAreNoHarm() {
        Matrix layout = Tsne.USUAL.layout(Matrix.zeros(6, 3), Matrix.zeros(6, 2), Progress.none());
        for (double value : layout.values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void theSameSeedGivesTheSameMap() {
        Matrix vectors = RandomMatrix.of(15, 4, 7);
        Tsne tsne = new Tsne(5, 50, 3);
        assertThat(tsne.layout(vectors, Matrix.zeros(15, 2), Progress.none()).values())
                .isEqualTo(tsne.layout(vectors, Matrix.zeros(15, 2), Progress.none())
                        .values());
    }

    @Test
    void itCanBeStopped() {
        Progress stopped = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> Tsne.USUAL.layout(RandomMatrix.of(9, 4, 8), Matrix.zeros(9, 2), stopped))
                .isInstanceOf(CancellationException.class);
    }

    private static int nearest(Matrix layout, int row) {
        double[] all = distances(layout);
        int best = row == 0 ? 1 : 0;
        for (int other = 0; other < layout.rows(); other++) {
            if (other != row && all[row * layout.rows() + other] < all[row * layout.rows() + best]) {
                best = other;
            }
        }
        return best;
    }

    private static double[] distances(Matrix vectors) {
        double[] distances = new double[vectors.rows() * vectors.rows()];
        for (int i = 0; i < vectors.rows(); i++) {
            for (int j = 0; j < vectors.rows(); j++) {
                for (int k = 0; k < vectors.columns(); k++) {
                    distances[i * vectors.rows() + j] += Math.pow(vectors.at(i, k) - vectors.at(j, k), 2);
                }
            }
        }
        return distances;
    }
}
