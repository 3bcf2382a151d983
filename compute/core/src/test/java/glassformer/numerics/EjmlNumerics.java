package glassformer.numerics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/// An independent library of linear algebra to compare with, in Java only.
public final class EjmlNumerics implements Numerics {
    @Override
    public String description() {
        return "EJML";
    }

    @Override
    public Matrix product(Matrix a, boolean transposeA, Matrix b, boolean transposeB) {
        DMatrixRMaj left = transposeA ? CommonOps_DDRM.transpose(ejml(a), null) : ejml(a);
        DMatrixRMaj right = transposeB ? CommonOps_DDRM.transpose(ejml(b), null) : ejml(b);
        DMatrixRMaj out = new DMatrixRMaj(left.numRows, right.numCols);
        CommonOps_DDRM.mult(left, right, out);
        return matrix(out);
    }

    @Override
    public Eigen eigen(Matrix symmetric) {
        int size = symmetric.rows();
        EigenDecomposition_F64<DMatrixRMaj> found = DecompositionFactory_DDRM.eig(size, true, true);
        if (!found.decompose(ejml(symmetric))) {
            throw new ArithmeticException("EJML finds no eigenvalues");
        }
        List<Integer> order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -found.getEigenvalue(i).getReal()))
                .toList();
        double[] values = new double[size];
        Matrix vectors = Matrix.zeros(size, size);
        for (int k = 0; k < size; k++) {
            values[k] = found.getEigenvalue(order.get(k)).getReal();
            DMatrixRMaj vector = found.getEigenVector(order.get(k));
            for (int i = 0; i < size; i++) {
                vectors.values()[i * size + k] = vector.get(i);
            }
        }
        return new Eigen(values, vectors);
    }

    /// The largest first.
    public static double[] singularValues(Matrix matrix) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(matrix.rows(), matrix.columns(), false, false, true);
        if (!svd.decompose(ejml(matrix))) {
            throw new ArithmeticException("EJML finds no singular values");
        }
        return java.util.Arrays.stream(svd.getSingularValues())
                .boxed()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static DMatrixRMaj ejml(Matrix matrix) {
        return new DMatrixRMaj(
                matrix.rows(), matrix.columns(), true, matrix.values().clone());
    }

    private static Matrix matrix(DMatrixRMaj from) {
        return new Matrix(from.numRows, from.numCols, from.getData().clone());
    }
}
