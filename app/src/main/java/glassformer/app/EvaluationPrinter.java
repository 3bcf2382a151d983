package glassformer.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.baseline.BaselineKind;
import glassformer.baseline.BaselineResult;
import glassformer.evaluate.PairedBootstrap;
import glassformer.exchange.Json;
import glassformer.run.EvaluationComparison;
import glassformer.run.Evaluations;
import glassformer.run.StoredEvaluation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an evaluation found, for people and for programs.
record EvaluationPrinter(PrintStream out) {
    private static final Map<BaselineKind, String> NAMES =
            Map.of(BaselineKind.BAG_OF_WORDS, "Bag of words", BaselineKind.TF_IDF, "TF-IDF", BaselineKind.LSA, "LSA");

    void text(Path folder, StoredEvaluation result, @Nullable EvaluationComparison comparison) {
        row("Step", Integer.toString(result.step()));
        row("Data", result.data());
        row("Labels", Long.toString(result.labels()));
        if (result.loss() != null) {
            row(result.data().equals("validation") ? "Validation loss" : "Loss", number(result.loss()));
        }
        result.measures().forEach((name, value) -> {
            if (!ofBaseline(name, result)) {
                row(MeasureNames.sentence(name), number(value));
            }
        });
        for (BaselineResult one : result.baselines()) {
            out.printf(
                    Locale.ROOT,
                    "%-26s accuracy %.4f, macro F1 %.4f, %,d features, %.1f s%n",
                    NAMES.getOrDefault(one.kind(), one.kind().id()),
                    one.confusion().accuracy(),
                    one.confusion().macroF1(),
                    one.features(),
                    one.seconds());
            if (one.kind() == BaselineKind.TF_IDF) {
                one.top().forEach(top -> out.println("  " + top.label() + ": " + String.join(", ", top.terms())));
            }
        }
        row("Predictions", folder.toString());
        if (comparison != null) {
            out.println("Against " + comparison.against() + ", 95 % intervals:");
            for (EvaluationComparison.Compared one : comparison.measures()) {
                PairedBootstrap found = one.found();
                out.printf(
                        Locale.ROOT,
                        "  %-24s %.4f against %.4f, difference %.4f (%.4f to %.4f), p = %.4f%n",
                        MeasureNames.sentence(name(comparison, one)),
                        found.value(),
                        found.other(),
                        found.difference(),
                        found.range().low(),
                        found.range().high(),
                        found.probability());
            }
        }
    }

    /// Those have lines of their own.
    private static boolean ofBaseline(String measure, StoredEvaluation result) {
        return result.baselines().stream()
                .anyMatch(one -> measure.startsWith(one.kind().measure()));
    }

    private static String name(EvaluationComparison comparison, EvaluationComparison.Compared one) {
        boolean several =
                comparison.measures().stream().anyMatch(other -> !other.head().equals(one.head()));
        return several ? one.found().measure() + "/" + one.head() : one.found().measure();
    }

    private void row(String name, String value) {
        out.printf(Locale.ROOT, "%-26s %s%n", name, value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /// With everything that is in the summary of each head.
    void json(Path run, Evaluations kept, StoredEvaluation result, @Nullable EvaluationComparison comparison) {
        ObjectNode line = Json.object();
        line.put("run", run.toString());
        line.put("step", result.step());
        line.put("data", result.data());
        if (result.loss() != null) {
            line.put(result.data().equals("validation") ? "validationLoss" : "loss", finite(result.loss()));
        }
        line.put("labels", result.labels());
        result.measures().forEach((name, value) -> line.put(name, finite(value)));
        if (!result.baselines().isEmpty()) {
            ArrayNode baselines = line.putArray("baselines");
            for (BaselineResult one : result.baselines()) {
                ObjectNode fields = baselines.addObject();
                fields.put("kind", one.kind().id());
                fields.put("accuracy", finite(one.confusion().accuracy()));
                fields.put("macroF1", finite(one.confusion().macroF1()));
                fields.put("features", one.features());
                fields.put("seconds", one.seconds());
                ObjectNode top = fields.putObject("topTerms");
                one.top().forEach(entry -> {
                    ArrayNode terms = top.putArray(entry.label());
                    entry.terms().forEach(terms::add);
                });
            }
        }
        line.put("evaluation", kept.folder(result.name()).toString());
        line.set("heads", kept.summary(result.name()).path("heads"));
        if (comparison != null) {
            ArrayNode rows = line.putArray("against");
            for (EvaluationComparison.Compared one : comparison.measures()) {
                PairedBootstrap found = one.found();
                ObjectNode row = rows.addObject();
                row.put("head", one.head());
                row.put("measure", found.measure());
                row.put("value", finite(found.value()));
                row.put("againstValue", finite(found.other()));
                row.put("difference", finite(found.difference()));
                row.putArray("differenceInterval")
                        .add(finite(found.range().low()))
                        .add(finite(found.range().high()));
                row.put("p", found.probability());
            }
        }
        out.println(Json.line(line));
    }

    /// JSON has no other numbers.
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
