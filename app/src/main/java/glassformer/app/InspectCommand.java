package glassformer.app;

import glassformer.engine.Tensor;
import glassformer.inspect.Attention;
import glassformer.run.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                                .with("tokens", attention.tokens())
                                .with("cut", attention.cut())
                                .with(
                                        "patterns",
                                        attention.patterns().stream()
                                                .map(InspectCommand::nested)
                                                .toList()));
            } else {
                print(attention);
            }
        }
        return ExitCode.DONE;
    }

    private void print(Attention attention) {
        var out = session.console().out();
        if (attention.cut()) {
            session.console()
                    .err()
                    .println("The text is longer than the model's context: only its beginning is shown.");
        }
        out.println("Tokens: " + String.join("|", attention.tokens()));
        out.println("Mean attention over the tokens, to");
        out.printf("%5s %5s %8s %9s %8s   %s%n", "layer", "head", "itself", "previous", "first", "spread in bits");
        for (int layer = 0; layer < attention.patterns().size(); layer++) {
            Tensor pattern = attention.patterns().get(layer);
            for (int head = 0; head < pattern.shape().getFirst(); head++) {
                HeadFocus focus = HeadFocus.of(pattern, head);
                out.printf(
                        Locale.ROOT,
                        "%5d %5d %8.3f %9.3f %8.3f   %.2f%n",
                        layer,
                        head,
                        focus.itself(),
                        focus.previous(),
                        focus.first(),
                        focus.entropy());
            }
        }
    }

    /// `(H, T, T)` as lists: head, query, key.
    private static List<List<List<Float>>> nested(Tensor pattern) {
        int heads = pattern.shape().get(0);
        int length = pattern.shape().get(1);
        List<List<List<Float>>> all = new ArrayList<>();
        int next = 0;
        for (int head = 0; head < heads; head++) {
            List<List<Float>> rows = new ArrayList<>();
            for (int query = 0; query < length; query++) {
                List<Float> row = new ArrayList<>();
                for (int key = 0; key < length; key++) {
                    row.add(pattern.values()[next++]);
                }
                rows.add(row);
            }
            all.add(rows);
        }
        return all;
    }
}
