package glassformer.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
            List<Integer> row = counts.get(Collections.binarySearch(labels, truth.get(i)));
            int column = Collections.binarySearch(labels, predicted.get(i));
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
        return scores(label).precision();
    }

    /// Of the class, the share that was predicted to be; 0 where there is none of the class.
    public double recall(int label) {
        return scores(label).recall();
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    public double f1(int label) {
        return scores(label).f1();
    }

    public ClassScores scores(int label) {
        return ClassScores.of(labels.get(label), counts.get(label).get(label), column(label), sum(counts.get(label)));
    }

    /// Of each class, in the order of [#labels].
    public List<ClassScores> scores() {
        return IntStream.range(0, labels.size()).mapToObj(this::scores).toList();
    }

    /// Mean of the classes' F1, each class counting the same.
    public double macroF1() {
        return macro().f1();
    }

    /// Means over the classes, each counting the same.
    public ClassScores macro() {
        return mean("macro", scores -> 1);
    }

    /// Means over the classes, each counting as often as there are items of it.
    public ClassScores weighted() {
        return mean("weighted", ClassScores::support);
    }

    /// Over all items: since each has one class and one prediction, all three are the accuracy.
    public ClassScores micro() {
        int right = 0;
        for (int i = 0; i < labels.size(); i++) {
            right += counts.get(i).get(i);
        }
        return ClassScores.of("micro", right, total(), total());
    }

    private ClassScores mean(String name, ToDoubleFunction<ClassScores> weight) {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        double weights = 0;
        for (ClassScores scores : scores()) {
            double share = weight.applyAsDouble(scores);
            precision += share * scores.precision();
            recall += share * scores.recall();
            f1 += share * scores.f1();
            weights += share;
        }
        return new ClassScores(name, precision / weights, recall / weights, f1 / weights, total());
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
}
