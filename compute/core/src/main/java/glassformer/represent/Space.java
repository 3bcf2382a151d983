package glassformer.represent;

import glassformer.BadInputException;
import glassformer.numerics.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;

/// Named vectors of one layer.
///
/// @param vectors a row for each entry // (N, C)
public record Space(List<Entry> entries, Matrix vectors) {
    private static final int SUGGESTED = 5;

    /// An entry and the cosine of the angle between its vector and the one that was asked about.
    public record Neighbour(int index, String name, double cosine) {}

    public Space {
        entries = List.copyOf(entries);
        if (entries.size() != vectors.rows()) {
            throw new IllegalArgumentException(entries.size() + " names for " + vectors.rows() + " vectors");
        }
    }

    public int size() {
        return entries.size();
    }

    public double[] vector(int index) {
        double[] row = new double[vectors.columns()];
        System.arraycopy(vectors.values(), index * row.length, row, 0, row.length);
        return row;
    }

    /// The entry of this name; upper and lower case are the same where only one fits so, and a blank around a token
    /// need not be typed.
    ///
    /// @throws BadInputException where there is none; the message names similar ones
    public int find(String name) {
        int loose = -1;
        for (int i = 0; i < size(); i++) {
            String candidate = entries.get(i).name();
            if (candidate.equals(name)) {
                return i;
            }
            if (loose < 0 && folded(candidate).equals(folded(name))) {
                loose = i;
            }
        }
        if (loose < 0) {
            throw new BadInputException(
                    "\"" + name + "\" is not among the " + size() + " vectors of this map" + similar(name) + ".");
        }
        return loose;
    }

    private String similar(String name) {
        List<String> found = entries.stream()
                .map(Entry::name)
                .filter(candidate -> !name.isBlank() && folded(candidate).contains(folded(name)))
                .limit(SUGGESTED)
                .toList();
        return found.isEmpty() ? "" : "; similar ones are " + String.join(", ", found);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /// The entries in the directions nearest to a vector's, the nearest first.
    ///
    /// @param without entries that are passed over
    public List<Neighbour> nearest(double[] vector, int count, Set<Integer> without) {
        Comparator<Neighbour> byCosine = Comparator.comparingDouble(Neighbour::cosine);
        Comparator<Neighbour> worstFirst = byCosine.thenComparing(Neighbour::index, Comparator.reverseOrder());
        PriorityQueue<Neighbour> best = new PriorityQueue<>(worstFirst);
        double length = length(vector);
        for (int i = 0; i < size(); i++) {
            if (!without.contains(i)) {
                best.add(new Neighbour(i, entries.get(i).name(), cosine(i, vector, length)));
                if (best.size() > count) {
                    best.poll();
                }
            }
        }
        List<Neighbour> sorted = new ArrayList<>(best);
        sorted.sort(worstFirst.reversed());
        return sorted;
    }

    /// Of an entry, itself left out.
    public List<Neighbour> nearest(int index, int count) {
        return nearest(vector(index), count, Set.of(index));
    }

    /// 0 where one of the vectors is 0.
    private double cosine(int index, double[] vector, double length) {
        double dot = 0;
        double squares = 0;
        int from = index * vectors.columns();
        for (int i = 0; i < vector.length; i++) {
            double value = vectors.values()[from + i];
            dot += value * vector[i];
            squares += value * value;
        }
        return squares == 0 || length == 0 ? 0 : dot / (Math.sqrt(squares) * length);
    }

    static double cosine(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        double lengths = length(a) * length(b);
        return lengths == 0 ? 0 : dot / lengths;
    }

    static double length(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
