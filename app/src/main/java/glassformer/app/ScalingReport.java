package glassformer.app;

import glassformer.inspect.AttentionSteps;
import glassformer.inspect.Saturation;
import glassformer.inspect.Scaling;
import glassformer.inspect.ScoreVariant;
import glassformer.inspect.ScoreVariants;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What `inspect --scaled` says.
///
/// @param rows    the tokens that look
/// @param columns the tokens that are looked at
record ScalingReport(Scaling scaling, List<String> rows, List<String> columns) {
    void print(PrintStream out) {
        out.println("Scores and the weights that softmax makes of them, as means over the queries (the model itself is "
                + scaling.chosen().own().id() + ")");
        out.printf(
                "%5s %5s %-10s %10s %9s %8s %7s %9s%n",
                "layer", "head", "scores", "variance", "largest", "bits", "tiny", "gradient");
        scaling.each((layer, head, variant, of) -> out.printf(
                Locale.ROOT,
                "%5d %5s %-10s %10.4f %9.3f %8.3f %7.3f %9.4f%n",
                layer,
                head == null ? "all" : head.toString(),
                variant.id(),
                of.variance(),
                of.largest(),
                of.entropy(),
                of.tiny(),
                of.gradient()));
        AttentionSteps steps = scaling.steps();
        out.printf(
                "Layer %d, head %d: how token %d (%s) comes to its output%n",
                scaling.layer(), scaling.head(), scaling.query(), shown(rows.get(scaling.query())));
        out.println("q      = " + vector(steps.query()));
        out.printf("%4s %-12s %9s %9s %9s %8s %8s%n", "key", "token", "q k", "/sqrt(d)", "score", "weight", "w(1-w)");
        for (int k = 0; k < steps.keys().size(); k++) {
            AttentionSteps.Step step = steps.keys().get(k);
            out.printf(
                    Locale.ROOT,
                    "%4d %-12s %9.4f %9.4f %9s %8.4f %8.4f%n",
                    k,
                    shown(columns.get(k)),
                    step.product(),
                    step.scaled(),
                    Double.isFinite(step.score()) ? String.format(Locale.ROOT, "%.4f", step.score()) : "masked",
                    step.weight(),
                    step.gradient());
        }
        out.println("output = " + vector(steps.output()) + ", the values mixed by the weights");
    }

    Map<String, @Nullable Object> fields() {
        List<Map<String, @Nullable Object>> figures = new ArrayList<>();
        scaling.each((layer, head, variant, of) -> figures.add(figures(of)
                .with("layer", layer)
                .with("head", head)
                .with("scores", variant.id())
                .fields()));
        Map<String, Object> patterns = new LinkedHashMap<>();
        for (ScoreVariant variant : ScoreVariant.values()) {
            patterns.put(variant.id(), nested(scaling.chosen().get(variant)));
        }
        return new JsonLine()
                .with("kind", scaling.kind().id())
                .with("own", scaling.chosen().own().id())
                .with("figures", figures)
                .with("layer", scaling.layer())
                .with("head", scaling.head())
                .with("patterns", patterns)
                .with("steps", steps())
                .fields();
    }

    private static JsonLine figures(Saturation of) {
        return new JsonLine()
                .with("variance", of.variance())
                .with("largest", of.largest())
                .with("entropy", of.entropy())
                .with("tiny", of.tiny())
                .with("gradient", of.gradient());
    }

    private Map<String, @Nullable Object> steps() {
        AttentionSteps steps = scaling.steps();
        List<Map<String, @Nullable Object>> keys = new ArrayList<>();
        for (int k = 0; k < steps.keys().size(); k++) {
            AttentionSteps.Step step = steps.keys().get(k);
            keys.add(new JsonLine()
                    .with("token", columns.get(k))
                    .with("product", step.product())
                    .with("scaled", step.scaled())
                    .with("score", step.score())
                    .with("weight", step.weight())
                    .with("gradient", step.gradient())
                    .with("k", step.key())
                    .with("v", step.value())
                    .fields());
        }
        return new JsonLine()
                .with("query", scaling.query())
                .with("token", rows.get(scaling.query()))
                .with("q", steps.query())
                .with("keys", keys)
                .with("output", steps.output())
                .fields();
    }

    private List<List<Float>> nested(ScoreVariants.Of of) {
        List<List<Float>> all = new ArrayList<>();
        for (int from = 0; from < of.pattern().length; from += columns.size()) {
            List<Float> row = new ArrayList<>();
            for (int k = 0; k < columns.size(); k++) {
                row.add(of.pattern()[from + k]);
            }
            all.add(row);
        }
        return all;
    }

    private static String vector(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> String.format(Locale.ROOT, "%.4f", value))
                .collect(Collectors.joining(" ", "(", ")"));
    }

    private static String shown(String token) {
        return token.isBlank() ? "␣" : token.replace("\n", "⏎");
    }
}
