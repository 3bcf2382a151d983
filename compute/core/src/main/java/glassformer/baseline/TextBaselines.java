package glassformer.baseline;

import glassformer.BadInputException;
import glassformer.data.ClassCounts;
import glassformer.data.Example;
import glassformer.engine.DeviceUnavailableException;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.numerics.Numerics;
import glassformer.text.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Logistic regression on three views of a text's words, to see what attention buys: counts, TF-IDF, and LSA. A pair
/// counts as its two texts one after the other. Only the 20,000 words that are in the most texts count.
public final class TextBaselines {
    private static final double C = 1;
    private static final double TOLERANCE = 1e-4; // scikit-learn's, too: a tenth of it changes no figure that is told
    private static final int RANK = 100;
    private static final int TOP = 8;

    private final List<Example.Classified> training;
    private final List<Example.Classified> validation;
    private final Numerics numerics;
    private final List<String> labels;
    private final TfIdf terms;

    private TextBaselines(List<Example.Classified> training, List<Example.Classified> validation, Numerics numerics) {
        this.training = training;
        this.validation = validation;
        this.numerics = numerics;
        this.labels = ClassCounts.of(training).labels();
        if (labels.size() < 2) {
            throw new BadInputException(
                    "The baseline has examples of " + labels.size() + " classes; it needs at least two classes.");
        }
        this.terms = TextBaseline.terms(training);
    }

    /// @param training   of two classes or more
    /// @param validation one or more
    /// @return one for each kind; that of LSA is left out where the library for it is not there
    public static List<BaselineResult> train(
            List<Example.Classified> training,
            List<Example.Classified> validation,
            Numerics numerics,
            Progress progress) {
        TextBaselines all = new TextBaselines(training, validation, numerics);
        List<BaselineResult> results = new ArrayList<>();
        progress.step(0);
        results.add(all.direct(BaselineKind.BAG_OF_WORDS, all.terms::counts));
        progress.step(1.0 / 3);
        results.add(all.direct(BaselineKind.TF_IDF, all.terms::row));
        progress.step(2.0 / 3);
        try {
            results.add(all.lsa());
        } catch (DeviceUnavailableException e) {
            org.slf4j.LoggerFactory.getLogger(TextBaselines.class).warn("No LSA: {}", e.getMessage());
        }
        return results;
    }

    private BaselineResult direct(BaselineKind kind, Function<String, SparseRow> view) {
        long began = System.nanoTime();
        int size = terms.terms().size();
        LogisticRegression regression = fit(view, size);
        return result(kind, view, regression, size, label -> term -> regression.weight(label, term), began);
    }

    private BaselineResult lsa() {
        long began = System.nanoTime();
        List<SparseRow> rows = training.stream()
                .map(example -> terms.row(TextBaseline.text(example)))
                .toList();
        Lsa lsa = Lsa.fit(rows, terms.terms().size(), RANK, numerics);
        Function<String, SparseRow> view = text -> lsa.row(terms.row(text));
        LogisticRegression regression = fit(view, lsa.rank());
        return result(
                BaselineKind.LSA,
                view,
                regression,
                lsa.rank(),
                label -> {
                    double[] along = IntStream.range(0, lsa.rank())
                            .mapToDouble(k -> regression.weight(label, k))
                            .toArray();
                    return term -> lsa.weight(term, along);
                },
                began);
    }

    private LogisticRegression fit(Function<String, SparseRow> view, int features) {
        List<SparseRow> rows = training.stream()
                .map(example -> view.apply(TextBaseline.text(example)))
                .toList();
        int[] targets = training.stream()
                .mapToInt(example -> labels.indexOf(example.label()))
                .toArray();
        return LogisticRegression.fit(rows, targets, labels.size(), features, C, TOLERANCE);
    }

    private BaselineResult result(
            BaselineKind kind,
            Function<String, SparseRow> view,
            LogisticRegression regression,
            int features,
            java.util.function.IntFunction<IntToDoubleFunction> weights,
            long began) {
        ConfusionMatrix confusion = ConfusionMatrix.of(
                validation.stream().map(Example.Classified::label).toList(),
                validation.stream()
                        .map(example -> labels.get(regression.predict(view.apply(TextBaseline.text(example)))))
                        .toList());
        List<BaselineResult.TopTerms> top = IntStream.range(0, labels.size())
                .mapToObj(label -> new BaselineResult.TopTerms(labels.get(label), strongest(weights.apply(label))))
                .toList();
        return new BaselineResult(kind, confusion, features, top, (System.nanoTime() - began) / 1e9);
    }

    private List<String> strongest(IntToDoubleFunction weight) {
        double[] weights =
                IntStream.range(0, terms.terms().size()).mapToDouble(weight).toArray();
        return IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer term) -> -weights[term]))
                .limit(TOP)
                .map(terms.terms()::get)
                .toList();
    }
}
