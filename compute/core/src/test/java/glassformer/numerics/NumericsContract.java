package glassformer.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every library of linear algebra must compute, compared with EJML and with the definitions.
public abstract class NumericsContract {
    private final Numerics reference = new EjmlNumerics();

    protected abstract Numerics numerics();

    @ParameterizedTest
    @CsvSource({"3,4,5", "1,7,1", "7,1,7", "1,1,1", "64,33,17", "200,3,90", "2,300,1"})
    void productsAreThoseOfTheReference(int rows, int inner, int columns) {
        for (boolean left : new boolean[] {false, true}) {
            for (boolean right : new boolean[] {false, true}) {
                Matrix a = left ? RandomMatrix.of(inner, rows, 1) : RandomMatrix.of(rows, inner, 1);
                Matrix b = right ? RandomMatrix.of(columns, inner, 2) : RandomMatrix.of(inner, columns, 2);
                Matrix product = numerics().product(a, left, b, right);
                assertThat(product.rows()).isEqualTo(rows);
                assertThat(product.columns()).isEqualTo(columns);
                assertThat(product.values())
                        .usingComparatorWithPrecision(1e-9)
                        .containsExactly(reference.product(a, left, b, right).values());
            }
        }
    }

    @Test
    void operandsStayAsTheyAre() {
        Matrix a = RandomMatrix.of(5, 5, 3);
        Matrix symmetric = reference.gram(a);
        double[] before = symmetric.values().clone();
        numerics().eigen(symmetric);
        numerics().product(symmetric, a);
        assertThat(symmetric.values()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5", "40", "130"})
    void eigenvaluesAreThoseOfTheReferenceAndVectorsFitThem(int size) {
        Matrix symmetric = reference.gram(RandomMatrix.of(size + 3, size, 4));
        Eigen eigen = numerics().eigen(symmetric);
        double[] expected = reference.eigen(symmetric).values();
        assertThat(eigen.values()).usingComparatorWithPrecision(1e-8).containsExactly(expected);
        Matrix turned = reference.product(symmetric, eigen.vectors());
        assertThat(turned.values())
                .usingComparatorWithPrecision(1e-8)
                .containsExactly(eigen.vectors().scaled(eigen.values()).values());
        Matrix squares = reference.gram(eigen.vectors());
        for (int i = 0; i < size; i++) {
            assertThat(squares.at(i, i)).isCloseTo(1, within(1e-10));
        }
    }

    @Test
    void manyDecompositionsDoNotHarmMemory() {
        Matrix symmetric = reference.gram(RandomMatrix.of(30, 20, 5));
        double[] first = numerics().eigen(symmetric).values();
        for (int i = 0; i < 300; i++) {
            assertThat(numerics().eigen(symmetric).values()).isEqualTo(first);
        }
    }
}
