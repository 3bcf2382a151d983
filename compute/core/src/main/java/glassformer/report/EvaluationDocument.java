package glassformer.report;

import glassformer.evaluate.Calibration;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.ClassScores;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.Roc;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.report.Drawing.Point;
import glassformer.run.EvaluationComparison;
import glassformer.run.StoredEvaluation;
import glassformer.train.MeasureName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a report of an evaluation says, in order.
public final class EvaluationDocument {
    private static final int WORST = 20;
    private static final int CURVES = 10;

    private final List<Block> blocks = new ArrayList<>();

    private EvaluationDocument() {}

    public static List<Block> of(StoredEvaluation evaluation, @Nullable EvaluationComparison comparison) {
        EvaluationDocument document = new EvaluationDocument();
        document.begin(evaluation);
        if (comparison != null) {
            document.compare(comparison);
        }
        for (Judgements head : evaluation.heads()) {
            document.head(head, evaluation.heads().size() > 1);
        }
        return List.copyOf(document.blocks);
    }

    private void begin(StoredEvaluation evaluation) {
        blocks.add(new Block.Heading("Evaluation of " + evaluation.run(), 1));
        blocks.add(new Block.Paragraph("Checkpoint of step " + evaluation.step() + ", on " + evaluation.data() + " ("
                + evaluation.labels() + " labels), computed on " + evaluation.device() + ", "
                + evaluation.created().toString().substring(0, 16).replace('T', ' ') + " UTC."));
        List<List<String>> rows = new ArrayList<>();
        if (evaluation.loss() != null) {
            rows.add(List.of("Loss", number(evaluation.loss())));
        }
        for (Map.Entry<String, Double> measure : evaluation.measures().entrySet()) {
            rows.add(List.of(name(measure.getKey()), number(measure.getValue())));
        }
        blocks.add(new Block.Table(List.of("Measure", "Value"), rows, 1));
    }

    private void compare(EvaluationComparison comparison) {
        blocks.add(new Block.Heading("Against " + comparison.against(), 2));
        blocks.add(
                new Block.Paragraph(
                        "Both were asked the same examples. The intervals hold 95 % of what samples of the"
                                + " examples give (paired bootstrap); p is how likely a difference as large would be without any."));
        blocks.add(new Block.Table(
                List.of("Measure", comparison.run(), comparison.against(), "Difference", "95 % interval", "p"),
                comparison.measures().stream()
                        .map(one -> List.of(
                                name(one.found().measure()),
                                number(one.found().value()),
                                number(one.found().other()),
                                number(one.found().difference()),
                                number(one.found().range().low()) + " to "
                                        + number(one.found().range().high()),
                                number(one.found().probability())))
                        .toList(),
                1));
    }

    private void head(Judgements head, boolean named) {
        if (named) {
            blocks.add(new Block.Heading("Head " + head.head(), 2));
        }
        switch (head) {
            case ClassJudgements classes -> {
                scores("Classes", means(classes.confusion()));
                confusion(classes.confusion());
                curves(classes.rocs());
                calibration(classes.calibration());
            }
            case TagJudgements tags -> {
                if (tags.marksEntities()) {
                    scores("Entities", tags.entities());
                }
                scores("Tags", means(tags.confusion()));
                confusion(tags.confusion());
            }
            case TextJudgements texts ->
                blocks.add(
                        new Block.Paragraph(
                                "BLEU with " + texts.tokenization().id()
                                        + " words and exponential smoothing, chrF2 and BLEU from 0 to 1, each over the whole corpus."));
            case NumberJudgements any -> {}
            case TokenJudgements any -> {}
        }
        worst(head);
    }

    private static List<ClassScores> means(ConfusionMatrix confusion) {
        return Stream.concat(
                        confusion.scores().stream(),
                        Stream.of(confusion.micro(), confusion.macro(), confusion.weighted()))
                .toList();
    }

    private void scores(String title, List<ClassScores> scores) {
        blocks.add(new Block.Heading(title, 2));
        blocks.add(new Block.Table(
                List.of("Class", "Precision", "Recall", "F1", "Support"),
                scores.stream()
                        .map(one -> List.of(
                                one.label(),
                                number(one.precision()),
                                number(one.recall()),
                                number(one.f1()),
                                Integer.toString(one.support())))
                        .toList(),
                1));
    }

    private void confusion(ConfusionMatrix confusion) {
        if (ConfusionDrawing.fits(confusion)) {
            blocks.add(new Block.Heading("Confusion matrix", 2));
            blocks.add(new Block.Picture(
                    "Rows are true classes, columns what was predicted", ConfusionDrawing.of(confusion)));
        }
    }

    private void curves(List<Roc> curves) {
        if (curves.isEmpty()) {
            return;
        }
        UnitSquare square = new UnitSquare("false positive rate", "true positive rate");
        for (int i = 0; i < Math.min(CURVES, curves.size()); i++) {
            List<Point> points = curves.get(i).corners().stream()
                    .map(point -> UnitSquare.at(point.falsePositives(), point.truePositives()))
                    .toList();
            square.lines(points, Ink.series(i), 1.4)
                    .legend(
                            i,
                            Ink.shortened(curves.get(i).label(), 18) + ", AUC "
                                    + number(curves.get(i).auc()),
                            Ink.series(i));
        }
        blocks.add(new Block.Heading("ROC, each class against all others", 2));
        blocks.add(new Block.Picture("Receiver operating characteristic", square.drawing()));
    }

    private void calibration(Calibration calibration) {
        UnitSquare square = new UnitSquare("confidence", "accuracy");
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                square.bar(bin.from(), bin.to(), bin.accuracy(), "#9cc3e6");
                square.lines(
                        List.of(UnitSquare.at(bin.from(), bin.confidence()), UnitSquare.at(bin.to(), bin.confidence())),
                        Ink.series(1),
                        1.4);
            }
        }
        square.legend(0, "accuracy of the bin", "#9cc3e6").legend(1, "mean confidence", Ink.series(1));
        blocks.add(new Block.Heading("Calibration", 2));
        blocks.add(new Block.Paragraph("Expected calibration error " + number(calibration.expectedError())
                + ", largest " + number(calibration.maximumError()) + "."));
        blocks.add(new Block.Picture("Accuracy by confidence", square.drawing()));
    }

    private void worst(Judgements head) {
        List<Judgement> worst = head.worst(WORST).stream()
                .filter(judgement -> judgement.badness() > 0)
                .toList();
        if (worst.isEmpty()) {
            return;
        }
        blocks.add(new Block.Heading("Worst examples", 2));
        boolean answers = !(head instanceof TokenJudgements);
        blocks.add(new Block.Table(
                answers ? List.of("Text", "Expected", "Predicted", "Error") : List.of("Text", "Nats a token"),
                worst.stream()
                        .map(one -> answers
                                ? List.of(
                                        Ink.shortened(one.text(), 300),
                                        Ink.shortened(one.expected(), 150),
                                        Ink.shortened(one.answer(), 150),
                                        number(one.badness()))
                                : List.of(Ink.shortened(one.text(), 300), number(one.badness())))
                        .toList(),
                answers ? 3 : 1));
    }

    private static String name(String measure) {
        MeasureName name = MeasureName.of(measure);
        return name.words() + (name.head().isEmpty() ? "" : " (" + name.head() + ")");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%.1f" : "%.4f", value);
    }
}
