package glassformer.represent;

import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How alike two models' layers are: linear CKA of what they make of the same texts, see [Cka].
///
/// @param texts how many both read
/// @param cka   0 to 1 // (layers of the one, layers of the other)
public record Similarity(int texts, Matrix cka) {
    /// The fewest texts that say anything.
    private static final int FEWEST = 3;

    /// Of the folder that keeps it.
    public static String name(Path other, int otherStep, int step) {
        String named = String.valueOf(other.toAbsolutePath().normalize().getFileName());
        return "step-" + step + "-against-" + named.replaceAll("[^\\p{L}\\p{N}._-]+", "-") + "-step-" + otherStep;
    }

    /// @param one   the vectors of sentences
    /// @param other of the same sentences
    /// @throws glassformer.BadInputException where they have too few sentences in common
    public static Similarity of(ModelVectors one, ModelVectors other, Numerics numerics) {
        List<Integer> rows = new ArrayList<>();
        List<Integer> otherRows = new ArrayList<>();
        match(one.at(0), other.at(0), rows, otherRows);
        if (rows.size() < FEWEST) {
            throw new glassformer.BadInputException("The two models can both read " + rows.size()
                    + " of the texts, but at least " + FEWEST + " are needed to compare them.");
        }
        Cka cka = new Cka(numerics);
        List<Cka.Centred> columns = new ArrayList<>();
        for (int layer = 0; layer < other.layers(); layer++) {
            columns.add(cka.centred(rows(other.at(layer).vectors(), otherRows)));
        }
        Matrix found = Matrix.zeros(one.layers(), other.layers());
        for (int layer = 0; layer < one.layers(); layer++) {
            Cka.Centred row = cka.centred(rows(one.at(layer).vectors(), rows));
            for (int column = 0; column < columns.size(); column++) {
                found.values()[layer * columns.size() + column] = cka.of(row, columns.get(column));
            }
        }
        return new Similarity(rows.size(), found);
    }

    /// Texts that only one model can read are left out.
    private static void match(Space one, Space other, List<Integer> rows, List<Integer> otherRows) {
        int next = 0;
        for (int row = 0; row < one.size(); row++) {
            for (int at = next; at < other.size(); at++) {
                if (other.entries().get(at).name().equals(one.entries().get(row).name())) {
                    rows.add(row);
                    otherRows.add(at);
                    next = at + 1;
                    break;
                }
            }
        }
    }

    private static Matrix rows(Matrix from, List<Integer> rows) {
        int width = from.columns();
        Matrix some = Matrix.zeros(rows.size(), width);
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(from.values(), rows.get(i) * width, some.values(), i * width, width);
        }
        return some;
    }
}
