package glassformer.app;

import glassformer.evaluate.Calibration;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.ClassScores;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.PairedBootstrap;
import glassformer.evaluate.Roc;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.run.EvaluationComparison;
import glassformer.run.StoredEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An evaluation as tables: `measures.csv`; of each head `HEAD-predictions.csv`, the worst answer first, and where it
/// has classes `HEAD-classes.csv`, `HEAD-confusion.csv`, `HEAD-roc.csv`, `HEAD-calibration.csv` and, of entities,
/// `HEAD-entities.csv`; `against.csv` with another run's figures.
final class EvaluationTables {
    private EvaluationTables() {}

    static void write(StoredEvaluation result, @Nullable EvaluationComparison comparison, OutFolder out) {
        CsvTable measures = new CsvTable("head", "measure", "value");
        if (result.loss() != null) {
            measures.row("", "loss", result.loss());
        }
        result.measures().forEach((name, value) -> measures.row("", name, value));
        for (Judgements head : result.heads()) {
            head.measures().forEach((name, value) -> measures.row(head.head(), name, value));
            write(head, head.head().replaceAll("[^\\p{L}\\p{N}._-]+", "-"), out);
        }
        out.csv("measures.csv", measures);
        if (comparison != null) {
            out.csv("against.csv", table(comparison));
        }
    }

    private static void write(Judgements head, String name, OutFolder out) {
        out.csv(name + "-predictions.csv", predictions(head));
        switch (head) {
            case ClassJudgements classes -> {
                confusion(classes.confusion(), name, out);
                out.csv(name + "-roc.csv", table(classes.rocs()));
                out.csv(name + "-calibration.csv", table(classes.calibration()));
            }
            case TagJudgements tags -> {
                confusion(tags.confusion(), name, out);
                if (tags.marksEntities()) {
                    out.csv(name + "-entities.csv", scores(tags.entities()));
                }
            }
            case NumberJudgements any -> {}
            case TextJudgements any -> {}
            case TokenJudgements any -> {}
        }
    }

    private static CsvTable predictions(Judgements head) {
        List<String> columns = new ArrayList<>(List.of("text", "expected", "predicted", "badness"));
        switch (head) {
            case ClassJudgements classes -> classes.labels().forEach(label -> columns.add("probability of " + label));
            case TokenJudgements any -> columns.addAll(List.of("nats", "tokens", "bytes", "right"));
            case TagJudgements any -> {}
            case NumberJudgements any -> {}
            case TextJudgements any -> {}
        }
        CsvTable table = new CsvTable(columns.toArray(String[]::new));
        for (Judgement one : head.worst(Integer.MAX_VALUE)) {
            List<@Nullable Object> row =
                    new ArrayList<>(List.of(one.text(), one.expected(), one.answer(), one.badness()));
            switch (one) {
                case Judgement.OfClass of -> row.addAll(of.probabilities());
                case Judgement.OfTokens of -> {
                    row.addAll(List.of(of.nats(), of.tokens(), of.bytes()));
                    row.add(of.right() < 0 ? null : of.right());
                }
                case Judgement.OfTags any -> {}
                case Judgement.OfNumber any -> {}
                case Judgement.OfText any -> {}
            }
            table.row(row);
        }
        return table;
    }

    private static void confusion(ConfusionMatrix confusion, String name, OutFolder out) {
        out.csv(
                name + "-classes.csv",
                scores(Stream.concat(confusion.scores().stream(), Stream.of(confusion.macro(), confusion.weighted()))
                        .toList()));
        List<String> columns = new ArrayList<>(List.of("true class"));
        columns.addAll(confusion.labels());
        CsvTable table = new CsvTable(columns.toArray(String[]::new));
        for (int i = 0; i < confusion.labels().size(); i++) {
            List<Object> row = new ArrayList<>(List.of(confusion.labels().get(i)));
            row.addAll(confusion.counts().get(i));
            table.row(row);
        }
        out.csv(name + "-confusion.csv", table);
    }

    private static CsvTable scores(List<ClassScores> scores) {
        CsvTable table = new CsvTable("class", "precision", "recall", "f1", "support");
        scores.forEach(one -> table.row(one.label(), one.precision(), one.recall(), one.f1(), one.support()));
        return table;
    }

    private static CsvTable table(List<Roc> curves) {
        CsvTable table = new CsvTable("class", "auc", "falsePositives", "truePositives");
        curves.forEach(curve -> curve.corners()
                .forEach(
                        point -> table.row(curve.label(), curve.auc(), point.falsePositives(), point.truePositives())));
        return table;
    }

    private static CsvTable table(Calibration calibration) {
        CsvTable table = new CsvTable("from", "to", "count", "confidence", "accuracy");
        calibration
                .bins()
                .forEach(bin -> table.row(bin.from(), bin.to(), bin.count(), bin.confidence(), bin.accuracy()));
        return table;
    }

    private static CsvTable table(EvaluationComparison comparison) {
        CsvTable table = new CsvTable(
                "head",
                "measure",
                "value",
                "valueLow",
                "valueHigh",
                "against",
                "againstLow",
                "againstHigh",
                "difference",
                "differenceLow",
                "differenceHigh",
                "p");
        for (EvaluationComparison.Compared one : comparison.measures()) {
            PairedBootstrap found = one.found();
            table.row(
                    one.head(),
                    found.measure(),
                    found.value(),
                    found.valueRange().low(),
                    found.valueRange().high(),
                    found.other(),
                    found.otherRange().low(),
                    found.otherRange().high(),
                    found.difference(),
                    found.range().low(),
                    found.range().high(),
                    found.probability());
        }
        return table;
    }
}
