package glassformer.inspect;

import glassformer.engine.Tensor;

/// Rows of tensors in double precision.
final class Vectors {
    private Vectors() {}

    /// Row `index` of the last axis.
    static double[] row(Tensor tensor, int index) {
        int width = tensor.shape().getLast();
        double[] row = new double[width];
        for (int i = 0; i < width; i++) {
            row[i] = tensor.values()[index * width + i];
        }
        return row;
    }

    static double dot(double[] a, float[] b, int from) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[from + i];
        }
        return sum;
    }
}
