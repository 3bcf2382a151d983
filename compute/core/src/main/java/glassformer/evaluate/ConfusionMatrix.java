package glassformer.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// How often each true class was taken for each class.
///
/// @param labels of the classes, in the order of rows and columns
/// @param counts items of the class of the row that were predicted to be the class of the column // (true, predicted)
public record ConfusionMatrix(List<String> labels, List<List<Integer>> counts) {
    public ConfusionMatrix {
        labels = List.copyOf(labels);
        counts = counts.stream().map(List::copyOf).toList();
    }

    /// Of one prediction for each item, one item or more. The labels are all that are true or predicted somewhere, in
    /// alphabetical order.
    public static ConfusionMatrix of(List<String> truth, List<String> predicted) {
        Measures.checkPairs(truth.size(), predicted.size(), "predictions");
        TreeSet<String> known = new TreeSet<>(truth);
        known.addAll(predicted);
        List<String> labels = List.copyOf(known);
        List<List<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            counts.add(new ArrayList<>(Collections.nCopies(labels.size(), 0)));
        }
        for (int i = 0; i < truth.size(); i++) {
            List<Integer> row = counts.get(labels.indexOf(truth.get(i)));
            int column = labels.indexOf(predicted.get(i));
            row.set(column, row.get(column) + 1);
        }
        return new ConfusionMatrix(labels, counts);
    }

    public int total() {
        return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    }

    /// Share of items that were predicted right.
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < labels.size(); i++) {
            right += counts.get(i).get(i);
        }
        return (double) right / total();
    }

    /// What always answering the most frequent true class would score.
    public double mostFrequentClassRate() {
        return (double) counts.stream().mapToInt(ConfusionMatrix::sum).max().orElse(0) / total();
    }

    /// Of those predicted to be the class, the share that is; 0 where none was predicted.
    public double precision(int label) {
        return share(counts.get(label).get(label), column(label));
    }

    /// Of the class, the share that was predicted to be; 0 where there is none of the class.
    public double recall(int label) {
        return share(counts.get(label).get(label), sum(counts.get(label)));
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    public double f1(int label) {
        return share(2 * counts.get(label).get(label), column(label) + sum(counts.get(label)));
    }

    /// Mean of the classes' F1, each class counting the same.
    public double macroF1() {
        double sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            sum += f1(i);
        }
        return sum / labels.size();
    }

    /// What labels are judged by, beside what always giving the most frequent one would reach.
    ///
    /// @param accuracy what the accuracy is called
    public Map<String, Double> measures(String accuracy) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put(accuracy, accuracy());
        measures.put("macroF1", macroF1());
        measures.put("mostFrequentRate", mostFrequentClassRate());
        return measures;
    }

    private int column(int label) {
        return counts.stream().mapToInt(row -> row.get(label)).sum();
    }

    private static int sum(List<Integer> row) {
        return row.stream().mapToInt(Integer::intValue).sum();
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
