package glassformer.baseline;

import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import glassformer.numerics.SparseMatrix;
import glassformer.numerics.TruncatedSvd;
import java.util.List;

/// Latent semantic analysis: texts in the few directions in which their words occur together, the largest right
/// singular vectors of their TF-IDF (Deerwester et al. 1990).
///
/// @param directions a column each // (terms, K)
record Lsa(Matrix directions) {
    private static final long SEED = 1;

    /// @param rows one or more
    static Lsa fit(List<SparseRow> rows, int terms, int rank, Numerics numerics) {
        SparseMatrix matrix = SparseMatrix.of(
                rows.stream()
                        .map(row -> new SparseMatrix.Row(row.indices(), row.values()))
                        .toList(),
                terms);
        return new Lsa(TruncatedSvd.of(matrix, rank, SEED, numerics).right());
    }

    int rank() {
        return directions.columns();
    }

    /// Scaled to length 1; all zero where the text has no known term. // (K)
    double[] vector(SparseRow row) {
        int rank = rank();
        double[] vector = new double[rank];
        for (int i = 0; i < row.indices().length; i++) {
            for (int k = 0; k < rank; k++) {
                vector[k] += row.values()[i] * directions.at(row.indices()[i], k);
            }
        }
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int k = 0; k < rank && length > 0; k++) {
            vector[k] /= length;
        }
        return vector;
    }

    SparseRow row(SparseRow row) {
        double[] vector = vector(row);
        int[] all = new int[vector.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = k;
        }
        return new SparseRow(all, vector);
    }

    /// The weight of a term in a direction of this space.
    double weight(int term, double[] along) {
        double sum = 0;
        for (int k = 0; k < along.length; k++) {
            sum += directions.at(term, k) * along[k];
        }
        return sum;
    }
}
