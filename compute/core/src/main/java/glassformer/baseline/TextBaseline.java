package glassformer.baseline;

import glassformer.BadInputException;
import glassformer.data.ClassCounts;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.evaluate.ConfusionMatrix;
import java.util.List;

/// TF-IDF and logistic regression over classified texts; a pair counts as its two texts one after the other. Only
/// the 20,000 words that are in the most texts count.
public final class TextBaseline {
    private static final double C = 1;
    private static final double TOLERANCE = 1e-4; // scikit-learn's, too: a tenth of it changes no figure that is told
    private static final int TERMS = 20_000; // bounds memory where there are many classes

    private final TfIdf tfIdf;
    private final LogisticRegression regression;
    private final List<String> labels;

    private TextBaseline(TfIdf tfIdf, LogisticRegression regression, List<String> labels) {
        this.tfIdf = tfIdf;
        this.regression = regression;
        this.labels = labels;
    }

    /// @param training of two classes or more
    public static TextBaseline train(List<Example.Classified> training) {
        List<String> labels = ClassCounts.of(training).labels();
        if (labels.size() < 2) {
            throw new BadInputException(
                    "The baseline has examples of " + labels.size() + " classes; it needs at least two classes.");
        }
        TfIdf tfIdf = terms(training);
        List<SparseRow> rows =
                training.stream().map(example -> tfIdf.row(text(example))).toList();
        int[] targets = training.stream()
                .mapToInt(example -> labels.indexOf(example.label()))
                .toArray();
        return new TextBaseline(
                tfIdf,
                LogisticRegression.fit(
                        rows, targets, labels.size(), tfIdf.terms().size(), C, TOLERANCE),
                labels);
    }

    public String predict(Example.Classified example) {
        return labels.get(regression.predict(tfIdf.row(text(example))));
    }

    /// @param validation one or more
    public ConfusionMatrix evaluate(List<Example.Classified> validation) {
        return ConfusionMatrix.of(
                validation.stream().map(Example.Classified::label).toList(),
                validation.stream().map(this::predict).toList());
    }

    /// The words that count, with how rare they are.
    static TfIdf terms(List<Example.Classified> training) {
        return TfIdf.fit(training.stream().map(TextBaseline::text).toList(), true, 1, TERMS);
    }

    static String text(Example.Classified example) {
        return switch (example.input()) {
            case Input.Single(String text) -> text;
            case Input.Pair(String first, String second) -> first + " " + second;
        };
    }
}
