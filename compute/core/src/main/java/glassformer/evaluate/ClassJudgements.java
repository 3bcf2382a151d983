package glassformer.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Of a head that says a class.
///
/// @param labels of the head's classes
public record ClassJudgements(String head, List<String> labels, List<Judgement.OfClass> all) implements Judgements {
    public ClassJudgements {
        labels = List.copyOf(labels);
        all = List.copyOf(all);
        Measures.checkPairs(all.size(), all.size(), "examples");
    }

    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(
                all.stream().map(Judgement.OfClass::expected).toList(),
                all.stream().map(Judgement.OfClass::answer).toList());
    }

    /// The examples of a class that were taken for another, or for itself.
    public List<Judgement.OfClass> of(String truth, String answer) {
        return all.stream()
                .filter(one -> one.expected().equals(truth) && one.answer().equals(answer))
                .toList();
    }

    /// Of each class that some examples have and others have not.
    public List<Roc> rocs() {
        return IntStream.range(0, labels.size())
                .mapToObj(label -> Roc.of(labels.get(label), having(labels.get(label)), probabilities(label)))
                .flatMap(roc -> roc.stream())
                .toList();
    }

    private boolean[] having(String label) {
        boolean[] having = new boolean[all.size()];
        for (int i = 0; i < having.length; i++) {
            having[i] = all.get(i).expected().equals(label);
        }
        return having;
    }

    private double[] probabilities(int label) {
        return all.stream().mapToDouble(one -> one.probabilities().get(label)).toArray();
    }

    public Calibration calibration() {
        boolean[] right = new boolean[all.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = all.get(i).isRight();
        }
        return Calibration.of(
                all.stream().mapToDouble(Judgement.OfClass::confidence).toArray(), right, Calibration.USUAL_BINS);
    }

    @Override
    public Map<String, Double> measures() {
        ConfusionMatrix confusion = confusion();
        Map<String, Double> measures = new LinkedHashMap<>(confusion.measures("accuracy"));
        measures.put("macroPrecision", confusion.macro().precision());
        measures.put("macroRecall", confusion.macro().recall());
        measures.put("weightedF1", confusion.weighted().f1());
        rocs().stream().mapToDouble(Roc::auc).average().ifPresent(auc -> measures.put("rocAuc", auc));
        measures.put("expectedCalibrationError", calibration().expectedError());
        measures.put(
                "logLoss",
                all.stream().mapToDouble(Judgement::badness).average().orElseThrow());
        return measures;
    }

    @Override
    public List<Summed> summed() {
        double[] right = all.stream().mapToDouble(one -> one.isRight() ? 1 : 0).toArray();
        double[] losses = all.stream().mapToDouble(Judgement::badness).toArray();
        return List.of(
                Summed.mean("accuracy", right, true),
                new Summed("macroF1", macroRows(), ClassJudgements::macroF1, true),
                Summed.mean("logLoss", losses, false));
    }

    /// For each class whether it was right, was said, is true. // (N, 3 classes)
    private double[][] macroRows() {
        List<String> known = confusion().labels();
        List<double[]> rows = new ArrayList<>();
        for (Judgement.OfClass one : all) {
            double[] row = new double[3 * known.size()];
            row[3 * known.indexOf(one.expected())] = one.isRight() ? 1 : 0;
            row[3 * known.indexOf(one.answer()) + 1] = 1;
            row[3 * known.indexOf(one.expected()) + 2] = 1;
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }

    /// Classes that a sample neither has nor was said to have do not count.
    private static double macroF1(double[] sums) {
        double sum = 0;
        int classes = 0;
        for (int at = 0; at < sums.length; at += 3) {
            double both = sums[at + 1] + sums[at + 2];
            if (both > 0) {
                sum += 2 * sums[at] / both;
                classes++;
            }
        }
        return sum / classes;
    }
}
