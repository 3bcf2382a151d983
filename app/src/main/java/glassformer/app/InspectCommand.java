package glassformer.app;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.inspect.Attention;
import glassformer.run.TrainedModel;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "inspect", description = "Shows where each head of a trained model looks in a text.")
final class InspectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--text", paramLabel = "TEXT", required = true, description = "The text to look at.")
    private String text = "";

    @Option(names = "--json", description = "Prints tokens and all patterns as one JSON object.")
    private boolean json;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (TrainedModel opened = model.open(session)) {
            Attention attention = Attention.of(opened.session(), opened.tokenizer(), text);
            if (json) {
                session.console()
                        .out()
                        .println(new JsonLine()
                                .with("run", model.folder(session).toString())
                                .with("step", opened.step())
                                .with("cut", attention.cut())
                                .with(
                                        "groups",
                                        attention.groups().stream()
                                                .map(InspectCommand::fields)
                                                .toList()));
            } else {
                print(attention);
            }
        }
        return ExitCode.DONE;
    }

    private void print(Attention attention) {
        PrintStream out = session.console().out();
        if (attention.cut()) {
            session.console()
                    .err()
                    .println("The text is longer than the model's context: only its beginning is shown.");
        }
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
        out.printf("%5s %5s %8s %9s %8s   %s%n", "layer", "head", "itself", "previous", "first", "spread in bits");
        for (int layer = 0; layer < group.patterns().size(); layer++) {
            int heads = group.patterns().get(layer).shape().getFirst();
            for (int head = 0; head < heads; head++) {
                HeadFocus focus = HeadFocus.of(group, layer, head);
                out.printf(
                        Locale.ROOT,
                        "%5d %5d %8s %9s %8s   %.2f%n",
                        layer,
                        head,
                        share(focus.itself()),
                        share(focus.previous()),
                        share(focus.first()),
                        focus.entropy());
            }
        }
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

    private static Map<String, Object> fields(AttentionGroup group) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", group.kind().id());
        fields.put("rows", group.rows());
        fields.put("columns", group.columns());
        fields.put(
                "patterns",
                group.patterns().stream().map(InspectCommand::nested).toList());
        return fields;
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
