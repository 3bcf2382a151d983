package glassformer.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TruncatedSvdTest {
    private final Numerics numerics = new EjmlNumerics();

    @Test
    void singularValuesOfASparseMatrixAreThoseOfTheReference() {
        SparseMatrix sparse = sparse(120, 70);
        TruncatedSvd svd = TruncatedSvd.of(sparse, 8, 1, numerics);
        double[] expected = EjmlNumerics.singularValues(dense(sparse));
        for (int k = 0; k < 8; k++) {
            assertThat(svd.values()[k]).isCloseTo(expected[k], within(1e-3 * expected[0]));
        }
    }

    @Test
    void aWideMatrixHasTheValuesOfTheTallOneAndItsVectorsOnTheOtherSide() {
        SparseMatrix sparse = sparse(40, 90);
        TruncatedSvd svd = TruncatedSvd.of(sparse, 40, 1, numerics);
        Matrix again = numerics.product(svd.left().scaled(svd.values()), false, svd.right(), true);
        assertThat(again.values())
                .usingComparatorWithPrecision(1e-8)
                .containsExactly(dense(sparse).values());
    }

    @Test
    void valuesAThousandthOfTheLargestAreFoundBesideIt() {
        Matrix left = TruncatedSvd.of(linear(RandomMatrix.of(50, 4, 2)), 4, 1, numerics)
                .left();
        Matrix right = TruncatedSvd.of(linear(RandomMatrix.of(30, 4, 3)), 4, 1, numerics)
                .left();
        double[] values = {1000, 30, 1, 0.1};
        Matrix spread = numerics.product(left.scaled(values), false, right, true);
        double[] found = TruncatedSvd.of(linear(spread), 4, 1, numerics).values();
        for (int k = 0; k < 4; k++) {
            assertThat(found[k]).isCloseTo(values[k], withinPercentage(0.01));
        }
    }

    @Test
    void aMatrixOfLowRankIsFoundWhole() {
        Matrix low = numerics.product(RandomMatrix.of(40, 3, 2), RandomMatrix.of(3, 25, 3));
        TruncatedSvd svd = TruncatedSvd.of(linear(low), 10, 1, numerics);
        assertThat(svd.values()).hasSize(3);
        Matrix again = numerics.product(svd.left().scaled(svd.values()), false, svd.right(), true);
        assertThat(again.values()).usingComparatorWithPrecision(1e-8).containsExactly(low.values());
    }

    @Test
    void vectorsAreOfLengthOneAndAtRightAngles() {
        TruncatedSvd svd = TruncatedSvd.of(sparse(90, 50), 6, 1, numerics);
        for (Matrix side : List.of(svd.left(), svd.right())) {
            Matrix products = numerics.gram(side);
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    assertThat(products.at(i, j)).isCloseTo(i == j ? 1 : 0, within(1e-9));
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        SparseMatrix sparse = sparse(30, 20);
        assertThat(TruncatedSvd.of(sparse, 4, 7, numerics).values())
                .isEqualTo(TruncatedSvd.of(sparse, 4, 7, numerics).values());
    }

    @Test
    void productsOfASparseMatrixAreThoseOfTheDenseOne() {
        SparseMatrix sparse = sparse(13, 9);
        Matrix dense = dense(sparse);
        Matrix x = RandomMatrix.of(9, 4, 5);
        Matrix y = RandomMatrix.of(13, 4, 6);
        assertThat(sparse.times(x).values())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(numerics.product(dense, x).values());
        assertThat(sparse.transposedTimes(y).values())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(numerics.product(dense, true, y, false).values());
    }

    private static SparseMatrix sparse(int rows, int columns) {
        Random random = new Random(9);
        List<SparseMatrix.Row> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int[] places = IntStream.range(0, columns)
                    .filter(i -> random.nextDouble() < 0.1)
                    .toArray();
            all.add(new SparseMatrix.Row(
                    places, random.doubles(places.length, 0, 5).toArray()));
        }
        return SparseMatrix.of(all, columns);
    }

    private static Matrix dense(SparseMatrix sparse) {
        Matrix one = Matrix.zeros(sparse.columns(), sparse.columns());
        for (int i = 0; i < sparse.columns(); i++) {
            one.values()[i * sparse.columns() + i] = 1;
        }
        return sparse.times(one);
    }

    private Linear linear(Matrix matrix) {
        return new Linear() {
            @Override
            public int rows() {
                return matrix.rows();
            }

            @Override
            public int columns() {
                return matrix.columns();
            }

            @Override
            public Matrix times(Matrix x) {
                return numerics.product(matrix, x);
            }

            @Override
            public Matrix transposedTimes(Matrix x) {
                return numerics.product(matrix, true, x, false);
            }
        };
    }
}
