package glassformer.numerics.nd4j;

import glassformer.numerics.Eigen;
import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// Products and symmetric decompositions by ND4J, that is by OpenBLAS. Its `gesvd` is not used: it writes beyond its
/// memory where a thin left matrix is asked for. Everything native is released at once, not by the collector.
final class Nd4jNumerics implements Numerics {
    @Override
    public String description() {
        String version = Nd4j.class.getPackage().getImplementationVersion();
        return "ND4J" + (version == null ? "" : " " + version) + ", "
                + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor");
    }

    @Override
    public Matrix product(Matrix a, boolean transposeA, Matrix b, boolean transposeB) {
        int rows = transposeA ? a.columns() : a.rows();
        int inner = transposeA ? a.rows() : a.columns();
        int columns = transposeB ? b.rows() : b.columns();
        if (inner != (transposeB ? b.columns() : b.rows())) {
            throw new IllegalArgumentException(a.rows() + " x " + a.columns() + " and " + b.rows() + " x " + b.columns()
                    + " do not fit to be multiplied");
        }
        if (rows == 0 || columns == 0 || inner == 0) {
            return Matrix.zeros(rows, columns);
        }
        try (INDArray left = array(a);
                INDArray right = array(b);
                INDArray out = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows, columns}, 'f')) {
            var unused = Nd4j.gemm(left, right, out, transposeA, transposeB, 1, 0);
            return matrix(out);
        }
    }

    @Override
    public Eigen eigen(Matrix symmetric) {
        int size = symmetric.rows();
        if (size == 0 || size != symmetric.columns()) {
            throw new IllegalArgumentException(size + " x " + symmetric.columns() + " has no eigenvectors");
        }
        for (double value : symmetric.values()) {
            if (!Double.isFinite(value)) { // LAPACK would go on for ever or give nonsense
                throw new IllegalArgumentException("a matrix with " + value + " has no eigenvectors");
            }
        }
        try (INDArray rows = array(symmetric);
                INDArray vectors = rows.dup('f'); // LAPACK's order; overwritten
                INDArray values = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {size}, 'c')) {
            int failed = Nd4j.getBlasWrapper().lapack().syev('V', 'U', vectors, values);
            if (failed != 0) {
                throw new ArithmeticException("the eigenvalues were not found");
            }
            return largestFirst(values.data().asDouble(), matrix(vectors));
        }
    }

    private static Eigen largestFirst(double[] rising, Matrix vectors) {
        int size = rising.length;
        double[] values = new double[size];
        Matrix columns = Matrix.zeros(size, size);
        for (int k = 0; k < size; k++) {
            values[k] = rising[size - 1 - k];
            for (int i = 0; i < size; i++) {
                columns.values()[i * size + k] = vectors.at(i, size - 1 - k);
            }
        }
        return new Eigen(values, columns);
    }

    private static INDArray array(Matrix matrix) {
        return Nd4j.create(matrix.values(), new long[] {matrix.rows(), matrix.columns()}, 'c');
    }

    private static Matrix matrix(INDArray array) {
        try (INDArray rows = array.dup('c')) {
            return new Matrix(
                    (int) array.rows(), (int) array.columns(), rows.data().asDouble());
        }
    }
}
