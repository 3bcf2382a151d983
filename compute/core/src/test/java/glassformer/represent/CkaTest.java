package glassformer.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.numerics.Eigen;
import glassformer.numerics.EjmlNumerics;
import glassformer.numerics.Matrix;
import glassformer.numerics.RandomMatrix;
import org.junit.jupiter.api.Test;

class CkaTest {
    private final EjmlNumerics numerics = new EjmlNumerics();
    private final Cka cka = new Cka(numerics);

    @Test
    void itIsTheAlignmentOfCentredKernels() {
        Matrix x = RandomMatrix.stretched(20, 6, 1);
        Matrix y = RandomMatrix.stretched(20, 4, 2);
        double[][] k = kernel(x);
        double[][] l = kernel(y);
        assertThat(of(x, y)).isCloseTo(hsic(k, l) / Math.sqrt(hsic(k, k) * hsic(l, l)), within(1e-10));
    }

    @Test
    void turningScalingAndMovingChangesNothing() {
        Matrix x = RandomMatrix.stretched(30, 5, 3);
        Eigen turn = numerics.eigen(numerics.gram(RandomMatrix.of(9, 5, 4)));
        Matrix turned = numerics.product(x, turn.vectors())
                .scaled(new double[] {7, 7, 7, 7, 7})
                .minus(new double[] {1, 2, 3, 4, 5});
        assertThat(of(x, turned)).isCloseTo(1, within(1e-10));
        assertThat(of(x, x)).isCloseTo(1, within(1e-12));
    }

    @Test
    void vectorsThatDoNotVaryHaveNothingInCommon() {
        assertThat(of(Matrix.zeros(8, 3), RandomMatrix.of(8, 3, 5))).isZero();
    }

    private double of(Matrix x, Matrix y) {
        return cka.of(cka.centred(x), cka.centred(y));
    }

    private static double[][] kernel(Matrix x) {
        double[][] kernel = new double[x.rows()][x.rows()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.rows(); j++) {
                for (int c = 0; c < x.columns(); c++) {
                    kernel[i][j] += x.at(i, c) * x.at(j, c);
                }
            }
        }
        return kernel;
    }

    /// `tr(K H L H)` with the centring `H = 1 - 1/n`, as the paper defines it (but for a factor).
    private static double hsic(double[][] k, double[][] l) {
        double[][] kh = centred(k);
        double[][] lh = centred(l);
        double trace = 0;
        for (int i = 0; i < k.length; i++) {
            for (int j = 0; j < k.length; j++) {
                trace += kh[i][j] * lh[j][i];
            }
        }
        return trace;
    }

    private static double[][] centred(double[][] k) {
        double[][] out = new double[k.length][k.length];
        for (int i = 0; i < k.length; i++) {
            double mean = java.util.Arrays.stream(k[i]).average().orElseThrow();
            for (int j = 0; j < k.length; j++) {
                out[i][j] = k[i][j] - mean; // K H
            }
        }
        return out;
    }
}
