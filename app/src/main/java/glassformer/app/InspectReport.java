package glassformer.app;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.inspect.AblationEffect;
import glassformer.inspect.Attention;
import glassformer.inspect.Contributions;
import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import glassformer.inspect.Inside;
import glassformer.inspect.LogitLens;
import glassformer.inspect.Part;
import glassformer.inspect.Rollout;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `inspect` says, as a table and as JSON.
///
/// @param inside whose token names are shown
record InspectReport(Inside inside) {
    void print(Attention attention, PrintStream out) {
        attention.groups().forEach(group -> print(group, out));
    }

    private static void print(AttentionGroup group, PrintStream out) {
        out.println(title(group.kind()));
        if (group.rows().equals(group.columns())) {
            out.println("Tokens: " + String.join("|", group.rows()));
        } else {
            out.println("Written: " + String.join("|", group.rows()));
            out.println("Source: " + String.join("|", group.columns()));
        }
        out.println("Mean attention over the tokens, to");
        out.printf(
                "%5s %5s %8s %9s %8s %8s %9s   %-14s %8s  %s%n",
                "layer",
                "head",
                "itself",
                "previous",
                "first",
                "same",
                "induction",
                "spread in bits",
                "distance",
                "looks like");
        for (int layer = 0; layer < group.patterns().size(); layer++) {
            int heads = group.patterns().get(layer).shape().getFirst();
            for (int head = 0; head < heads; head++) {
                HeadScores scores = HeadScores.of(group, layer, head);
                out.printf(
                        Locale.ROOT,
                        "%5d %5d %8s %9s %8s %8s %9s   %-14.2f %8s  %s%n",
                        layer,
                        head,
                        share(scores.itself()),
                        share(scores.previous()),
                        share(scores.first()),
                        share(scores.sameToken()),
                        share(scores.induction()),
                        scores.entropy(),
                        share(scores.distance()),
                        HeadScores.role(group, layer, head).map(HeadRole::id).orElse(""));
            }
        }
    }

    void print(LogitLens lens, PrintStream out) {
        out.println("The likeliest token at each place, and its probability, after each block (0: the embedding)");
        List<String> tokens = inside.tokens();
        for (int t = 0; t < tokens.size(); t++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%4d %-14s", t, shown(tokens.get(t))));
            for (List<LogitLens.Guess> row : lens.rows()) {
                LogitLens.Guess guess = row.get(t);
                String name = inside.names(List.of(guess.ids().getFirst())).getFirst();
                line.append(String.format(
                        Locale.ROOT,
                        " %-10s %.2f",
                        shown(name),
                        guess.probabilities().getFirst()));
            }
            out.println(line);
        }
    }

    void print(Contributions found, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "The logit of %s after token %d (%s) is %.4f, the sum of%n",
                shown(inside.names(List.of(found.token())).getFirst()),
                found.position(),
                shown(inside.tokens().get(found.position())),
                found.logit());
        found.terms().forEach(term -> out.printf(Locale.ROOT, "%10.4f  %s%n", term.value(), name(term.from())));
    }

    static void print(List<Part> parts, AblationEffect effect, PrintStream out) {
        out.println("Without "
                + String.join(", ", parts.stream().map(Part::toString).toList()));
        if (!Double.isNaN(effect.lossBefore())) {
            out.printf(Locale.ROOT, "Loss on this text: %.4f, before %.4f%n", effect.lossAfter(), effect.lossBefore());
        }
        out.println("Before: " + effect.textBefore());
        out.println("Now:    " + effect.textAfter());
    }

    static List<Map<String, Object>> groups(Attention attention) {
        return attention.groups().stream().map(InspectReport::fields).toList();
    }

    private static Map<String, Object> fields(AttentionGroup group) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", group.kind().id());
        fields.put("rows", group.rows());
        fields.put("columns", group.columns());
        fields.put(
                "patterns", group.patterns().stream().map(InspectReport::nested).toList());
        List<Map<String, @Nullable Object>> heads = new ArrayList<>();
        for (int layer = 0; layer < group.patterns().size(); layer++) {
            for (int head = 0; head < group.patterns().get(layer).shape().getFirst(); head++) {
                JsonLine line = new JsonLine()
                        .with("layer", layer)
                        .with("head", head)
                        .with(
                                "role",
                                HeadScores.role(group, layer, head)
                                        .map(HeadRole::id)
                                        .orElse(null));
                HeadScores.of(group, layer, head).each((name, value) -> line.with(name, value));
                heads.add(line.fields());
            }
        }
        fields.put("heads", heads);
        fields.put(
                "mean", Rollout.means(group).stream().map(InspectReport::rows).toList());
        if (group.kind() != AttentionGroup.Kind.CROSS) {
            fields.put(
                    "rollout",
                    Rollout.of(group).stream().map(InspectReport::rows).toList());
        }
        return fields;
    }

    Map<String, Object> fields(LogitLens lens) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("head", lens.head());
        fields.put("tokens", inside.tokens());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < lens.rows().size(); i++) {
            rows.add(Map.of(
                    "blocks",
                    lens.stages().get(i),
                    "guesses",
                    lens.rows().get(i).stream()
                            .map(guess -> new JsonLine()
                                    .with("tokens", inside.names(guess.ids()))
                                    .with("probabilities", guess.probabilities())
                                    .with("target", guess.target())
                                    .fields())
                            .toList()));
        }
        fields.put("rows", rows);
        return fields;
    }

    Map<String, @Nullable Object> fields(Contributions found) {
        return new JsonLine()
                .with("head", found.head())
                .with("position", found.position())
                .with("token", inside.names(List.of(found.token())).getFirst())
                .with("logit", found.logit())
                .with(
                        "terms",
                        found.terms().stream()
                                .map(term -> Map.of("from", name(term.from()), "value", term.value()))
                                .toList())
                .fields();
    }

    static Map<String, @Nullable Object> fields(List<Part> parts, AblationEffect effect) {
        return new JsonLine()
                .with("parts", parts.stream().map(Part::toString).toList())
                .with("lossBefore", effect.lossBefore())
                .with("lossAfter", effect.lossAfter())
                .with("textBefore", effect.textBefore())
                .with("textAfter", effect.textAfter())
                .fields();
    }

    static String name(Contributions.From from) {
        return switch (from) {
            case Contributions.From.Embedding() -> "embedding";
            case Contributions.From.Of(Part part) -> part.toString();
            case Contributions.From.OutputBias(int block, Part.Kind kind) -> block + "." + kind.id() + ".bias";
            case Contributions.From.Biases() -> "biases";
        };
    }

    private static String title(AttentionGroup.Kind kind) {
        return switch (kind) {
            case ENCODER -> "Encoder: the text at itself, in both directions";
            case DECODER -> "Decoder: the text at itself, each token at those before it";
            case CROSS -> "Cross-attention: each token, while it is written, at the source";
        };
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String shown(String token) {
        return token.isBlank() ? "␣" : token.replace("\n", "⏎");
    }

    private static List<List<Float>> rows(Tensor matrix) {
        return nested(new Tensor(
                        List.of(1, matrix.shape().get(0), matrix.shape().get(1)), matrix.values()))
                .getFirst();
    }

    /// `(H, T, S)` as lists: head, query, key.
    private static List<List<List<Float>>> nested(Tensor pattern) {
        int heads = pattern.shape().get(0);
        int queries = pattern.shape().get(1);
        int keys = pattern.shape().get(2);
        List<List<List<Float>>> all = new ArrayList<>();
        int next = 0;
        for (int head = 0; head < heads; head++) {
            List<List<Float>> rows = new ArrayList<>();
            for (int query = 0; query < queries; query++) {
                List<Float> row = new ArrayList<>();
                for (int key = 0; key < keys; key++) {
                    row.add(pattern.values()[next++]);
                }
                rows.add(row);
            }
            all.add(rows);
        }
        return all;
    }
}
