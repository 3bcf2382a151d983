package glassformer.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.evaluate.Calibration;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.ClassScores;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.PairedBootstrap;
import glassformer.evaluate.Roc;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.exchange.Json;
import java.util.List;
import java.util.Map;

/// What an evaluation found, as JSON for other programs.
final class SummaryJson {
    private SummaryJson() {}

    static ObjectNode of(StoredEvaluation evaluation) {
        ObjectNode json = Json.object();
        json.put("schema", 1);
        json.put("run", evaluation.run());
        json.put("step", evaluation.step());
        json.put("data", evaluation.data());
        json.put("device", evaluation.device());
        json.put("created", evaluation.created().toString());
        if (evaluation.loss() != null) {
            json.put("loss", evaluation.loss());
        }
        json.put("labels", evaluation.labels());
        measures(json.putObject("measures"), evaluation.measures());
        ArrayNode heads = json.putArray("heads");
        evaluation.heads().forEach(head -> heads.add(head(head)));
        if (!evaluation.baselines().isEmpty()) {
            json.set("baselines", BaselineJson.of(evaluation.baselines()));
        }
        return json;
    }

    private static ObjectNode head(Judgements judgements) {
        ObjectNode json = Json.object();
        json.put("head", judgements.head());
        json.put("kind", JudgementJson.kind(judgements));
        json.put("examples", judgements.all().size());
        ArrayNode labels = json.putArray("labels");
        JudgementJson.labels(judgements).forEach(labels::add);
        measures(json.putObject("measures"), judgements.measures());
        switch (judgements) {
            case ClassJudgements classes -> {
                confusion(json, classes.confusion());
                curves(json.putArray("roc"), classes.rocs());
                calibration(json.putObject("calibration"), classes.calibration());
            }
            case TagJudgements tags -> {
                confusion(json, tags.confusion());
                scores(json.putArray("entities"), tags.entities());
            }
            case TextJudgements texts -> {
                ObjectNode bleu = json.putObject("bleu");
                bleu.put("tokenization", texts.tokenization().id());
                bleu.put("smoothing", "exp");
                bleu.put("brevityPenalty", texts.bleu().brevityPenalty());
                ArrayNode precisions = bleu.putArray("precisions");
                texts.bleu().precisions().forEach(precisions::add);
            }
            case NumberJudgements any -> {}
            case TokenJudgements any -> {}
        }
        return json;
    }

    private static void confusion(ObjectNode json, ConfusionMatrix confusion) {
        scores(json.putArray("classes"), confusion.scores());
        scores(json.putArray("means"), List.of(confusion.micro(), confusion.macro(), confusion.weighted()));
        ObjectNode matrix = json.putObject("confusion");
        ArrayNode labels = matrix.putArray("labels");
        confusion.labels().forEach(labels::add);
        ArrayNode rows = matrix.putArray("counts");
        for (List<Integer> row : confusion.counts()) {
            ArrayNode cells = rows.addArray();
            row.forEach(cells::add);
        }
    }

    private static void scores(ArrayNode array, List<ClassScores> scores) {
        for (ClassScores one : scores) {
            ObjectNode json = array.addObject();
            json.put("label", one.label());
            json.put("precision", one.precision());
            json.put("recall", one.recall());
            json.put("f1", one.f1());
            json.put("support", one.support());
        }
    }

    private static void curves(ArrayNode array, List<Roc> curves) {
        for (Roc curve : curves) {
            ObjectNode json = array.addObject();
            json.put("label", curve.label());
            json.put("auc", curve.auc());
            ArrayNode points = json.putArray("points");
            for (Roc.Point point : curve.corners()) {
                points.addArray().add(point.falsePositives()).add(point.truePositives());
            }
        }
    }

    private static void calibration(ObjectNode json, Calibration calibration) {
        json.put("expectedError", calibration.expectedError());
        json.put("maximumError", calibration.maximumError());
        ArrayNode bins = json.putArray("bins");
        for (Calibration.Bin bin : calibration.bins()) {
            ObjectNode one = bins.addObject();
            one.put("from", bin.from());
            one.put("to", bin.to());
            one.put("count", bin.count());
            one.put("confidence", bin.confidence());
            one.put("accuracy", bin.accuracy());
        }
    }

    static void measures(ObjectNode json, Map<String, Double> measures) {
        measures.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                json.put(name, value);
            }
        });
    }

    static ObjectNode comparison(EvaluationComparison comparison) {
        ObjectNode json = Json.object();
        json.put("run", comparison.run());
        json.put("against", comparison.against());
        json.put("data", comparison.data());
        ArrayNode measures = json.putArray("measures");
        for (EvaluationComparison.Compared one : comparison.measures()) {
            PairedBootstrap found = one.found();
            ObjectNode entry = measures.addObject();
            entry.put("head", one.head());
            entry.put("measure", found.measure());
            entry.put("higherIsBetter", found.higherIsBetter());
            entry.put("examples", found.examples());
            entry.put("samples", found.samples());
            entry.put("seed", found.seed());
            entry.put("value", found.value());
            range(entry, "valueInterval", found.valueRange());
            entry.put("againstValue", found.other());
            range(entry, "againstInterval", found.otherRange());
            entry.put("difference", found.difference());
            range(entry, "differenceInterval", found.range());
            entry.put("p", found.probability());
        }
        return json;
    }

    private static void range(ObjectNode json, String key, PairedBootstrap.Range range) {
        json.putArray(key).add(range.low()).add(range.high());
    }
}
