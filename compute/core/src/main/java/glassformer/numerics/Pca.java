package glassformer.numerics;

/// Principal components: the directions in which vectors differ most (Pearson 1901), from the decomposition of their
/// covariance.
///
/// @param mean       of the vectors // (C)
/// @param components a column each, of length 1, at right angles; its largest number is positive // (C, K)
/// @param variances  of the vectors along each, the largest first // (K)
/// @param total      the variance in all directions together
public record Pca(double[] mean, Matrix components, double[] variances, double total) {
    /// @param vectors one a row, two or more // (N, C)
    /// @param count   how many components, at most `C`
    public static Pca of(Matrix vectors, int count, Numerics numerics) {
        if (vectors.rows() < 2) {
            throw new glassformer.BadInputException("Principal components need two vectors or more, but there "
                    + (vectors.rows() == 1 ? "is one." : "are none."));
        }
        if (count < 1 || count > vectors.columns()) {
            throw new glassformer.BadInputException("There are " + vectors.columns() + " dimensions, so " + count
                    + " principal components cannot be found.");
        }
        double[] mean = vectors.means();
        Matrix gram = numerics.gram(vectors.minus(mean));
        double total = 0;
        for (int i = 0; i < gram.rows(); i++) {
            total += gram.at(i, i) / (vectors.rows() - 1);
        }
        Eigen eigen = numerics.eigen(gram);
        Matrix components = signed(eigen.vectors().firstColumns(count));
        double[] variances = new double[count];
        for (int k = 0; k < count; k++) {
            variances[k] = Math.max(0, eigen.values()[k]) / (vectors.rows() - 1);
        }
        return new Pca(mean, components, variances, total);
    }

    /// Each component's part of the whole variance, 0 to 1.
    public double[] explained() {
        double[] parts = new double[variances.length];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = total > 0 ? variances[k] / total : 0;
        }
        return parts;
    }

    /// Where vectors lie along the components. // (N, C) -> (N, K)
    public Matrix project(Matrix vectors, Numerics numerics) {
        return numerics.product(vectors.minus(mean), components);
    }

    /// A direction and its opposite are equally good, and libraries differ in which they give.
    private static Matrix signed(Matrix vectors) {
        double[] signs = new double[vectors.columns()];
        for (int k = 0; k < signs.length; k++) {
            double largest = 0;
            for (int i = 0; i < vectors.rows(); i++) {
                largest = Math.abs(vectors.at(i, k)) > Math.abs(largest) ? vectors.at(i, k) : largest;
            }
            signs[k] = largest < 0 ? -1 : 1;
        }
        return vectors.scaled(signs);
    }
}
