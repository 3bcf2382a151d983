package glassformer.run;

import glassformer.BadInputException;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.PairedBootstrap;
import glassformer.evaluate.Summed;
import java.util.ArrayList;
import java.util.List;

/// Two models on the same examples, see [PairedBootstrap].
///
/// @param run     the one
/// @param against the other
/// @param data    the examples
public record EvaluationComparison(String run, String against, String data, List<Compared> measures) {
    private static final long SEED = 1;

    public EvaluationComparison {
        measures = List.copyOf(measures);
    }

    /// One measure of one head.
    public record Compared(String head, PairedBootstrap found) {}

    /// @throws BadInputException where they were not asked the same
    public static EvaluationComparison of(StoredEvaluation one, StoredEvaluation other) {
        return of(one, other, PairedBootstrap.USUAL_SAMPLES);
    }

    /// @param samples how many are drawn
    /// @throws BadInputException where they were not asked the same
    public static EvaluationComparison of(StoredEvaluation one, StoredEvaluation other, int samples) {
        List<Compared> all = new ArrayList<>();
        for (Judgements head : one.heads()) {
            Judgements match = other.head(head.head());
            if (match != null) {
                requireSame(one, other, head.all(), match.all());
                for (Summed measure : head.summed()) {
                    match.summed().stream()
                            .filter(same -> same.name().equals(measure.name()))
                            .findFirst()
                            .ifPresent(same -> all.add(
                                    new Compared(head.head(), PairedBootstrap.of(measure, same, samples, SEED))));
                }
            }
        }
        if (all.isEmpty()) {
            throw new BadInputException(one.run() + " and " + other.run()
                    + " cannot be compared: no head of the one answers what a head of the other does.");
        }
        return new EvaluationComparison(label(one), label(other), one.data(), all);
    }

    private static String label(StoredEvaluation evaluation) {
        return evaluation.run() + ", step " + evaluation.step();
    }

    private static void requireSame(
            StoredEvaluation one,
            StoredEvaluation other,
            List<? extends Judgement> left,
            List<? extends Judgement> right) {
        if (left.size() != right.size()) {
            throw new BadInputException(
                    one.run() + " was asked " + left.size() + " examples of " + one.data() + ", but "
                            + other.run() + " " + right.size() + " of " + other.data()
                            + "; both must be asked the same ones to be compared.");
        }
        for (int i = 0; i < left.size(); i++) {
            boolean same = left.get(i).text().equals(right.get(i).text())
                    && left.get(i).expected().equals(right.get(i).expected());
            if (!same) {
                throw new BadInputException(one.run() + " and " + other.run() + " were not asked the same: example "
                        + (i + 1) + " is \"" + shortened(left.get(i).text()) + "\" for the one and \""
                        + shortened(right.get(i).text()) + "\" for the other; models can be compared only on the same"
                        + " data, and language models only with the same tokenizer and context.");
            }
        }
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
