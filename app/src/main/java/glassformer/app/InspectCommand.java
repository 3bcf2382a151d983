package glassformer.app;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.AttentionGroup;
import glassformer.inspect.AblationEffect;
import glassformer.inspect.Attention;
import glassformer.inspect.Contributions;
import glassformer.inspect.Inside;
import glassformer.inspect.LogitLens;
import glassformer.inspect.Part;
import glassformer.inspect.Scaling;
import glassformer.run.AttentionExport;
import glassformer.run.ScalingExport;
import glassformer.run.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "inspect",
        description = {
            "Shows what a trained model does with a text: where each head looks; with --lens, what it would say after"
                    + " each block; with --contributions, what each part adds to a token's logit; with --ablate, what"
                    + " changes without a part; with --scaled, what scaling does to its scores, step by step; with"
                    + " --activations, how what flows through it is spread; with --salience, which tokens a prediction"
                    + " depends on; with --replay, how the model came to it while it was trained."
        })
final class InspectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--text", paramLabel = "TEXT", description = "The text to look at.")
    private @Nullable String text;

    @Mixin
    private ReplayOptions replay = new ReplayOptions();

    @Option(names = "--lens", description = "Shows the likeliest token at each place after each block.")
    private boolean lens;

    @Option(names = "--contributions", description = "Shows what each part adds to a token's logit.")
    private boolean contributions;

    @Option(
            names = "--position",
            paramLabel = "N",
            description = "Whose place's logit --contributions splits, from 0; without it, the last token's.")
    private @Nullable Integer position;

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "Which token's logit --contributions splits; without it, the likeliest one's.")
    private @Nullable String token;

    @Option(
            names = "--ablate",
            paramLabel = "L.H",
            split = ",",
            description =
                    "Leaves out head H of block L, counted from 0; L.cross.H, L.attention, L.cross and L.ffn, too.")
    private List<String> ablate = List.of();

    @Option(
            names = "--scaled",
            description = "Compares raw and scaled scores, one head and several, and shows a head step by step.")
    private boolean scaled;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "Which attention --scaled looks at: encoder, decoder or cross; without it, the model's first.")
    private @Nullable String kind;

    @Option(
            names = "--layer",
            paramLabel = "N",
            defaultValue = "0",
            description = "Whose layer's head --scaled shows step by step, from 0 (default: ${DEFAULT-VALUE}).")
    private int layer;

    @Option(
            names = "--head",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which head of it, from 0 (default: ${DEFAULT-VALUE}).")
    private int head;

    @Option(
            names = "--query",
            paramLabel = "N",
            description = "Which token looks there, from 0; without it, the last one.")
    private @Nullable Integer query;

    @Option(
            names = "--activations",
            description = "Shows histograms of what flows through each block; counts dead units.")
    private boolean activations;

    @Option(
            names = "--salience",
            description = "Shows which tokens a prediction of the whole text depends on: its score's gradient times"
                    + " each embedding.")
    private boolean salience;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes the attention as safetensors, npy, csv, png and svg into a folder; with --lens,"
                    + " --contributions, --scaled, --activations and --salience, what they show, too; and inspect.json with all"
                    + " that --json prints. With --replay, a numbered picture of each evaluation.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints all of it as one JSON object.")
    private boolean json;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (replay.isAsked()) {
            replay.run(session, model.folder(session), out, json);
            return ExitCode.DONE;
        }
        replay.requireNone();
        String text = text();
        List<Part> parts = ablate.stream().map(Part::parse).toList();
        try (TrainedModel opened = model.open(session)) {
            Inside inside = Inside.of(opened.session(), opened.tokenizer(), text);
            InspectReport report = new InspectReport(inside);
            JsonLine line = new JsonLine()
                    .with("run", model.folder(session).toString())
                    .with("step", opened.step())
                    .with("cut", inside.text().cut());
            if (inside.text().cut()) {
                session.console()
                        .err()
                        .println("The text is longer than the model's context: only its beginning is shown.");
            }
            boolean heads = !lens && !contributions && !scaled && !activations && !salience && parts.isEmpty();
            if (heads || out != null) {
                Attention attention = inside.attention();
                if (out != null) {
                    AttentionExport.write(attention.groups(), session.current().resolve(out));
                }
                if (heads) {
                    line.with("groups", InspectReport.groups(attention));
                    plainly(() -> report.print(attention, out()));
                }
            }
            if (lens) {
                LogitLens found = inside.lens();
                line.with("lens", report.fields(found));
                plainly(() -> report.print(found, out()));
                into(folder -> folder.csv("lens.csv", new InspectTables(inside).lens(found)));
            }
            if (contributions) {
                Contributions found = inside.contributions(place(inside), chosen(inside));
                line.with("contributions", report.fields(found));
                plainly(() -> report.print(found, out()));
                into(folder -> folder.csv("contributions.csv", InspectTables.contributions(found)));
            }
            if (scaled) {
                ScalingReport found = scaling(inside);
                line.with("scaled", found.fields());
                plainly(() -> found.print(out()));
                if (out != null) {
                    ScalingExport.write(
                            found.scaling(), found.columns(), session.current().resolve(out));
                }
            }
            if (activations) {
                ActivationsReport found = new ActivationsReport(inside.activations());
                line.with("activations", found.fields());
                plainly(() -> found.print(out()));
                if (out != null) {
                    Files.writeString(session.current().resolve(out).resolve("activations.csv"), found.csv());
                }
            }
            if (salience) {
                TextLook found = TextLook.salience(opened, text);
                line.with("salience", found.fields());
                plainly(() -> found.print(out()));
                into(folder -> folder.text(found.name(), found.tableText()));
            }
            if (!parts.isEmpty()) {
                try (TrainedModel without = opened.without(parts)) {
                    AblationEffect effect = AblationEffect.of(opened.responder(), without.responder(), text);
                    line.with("ablation", InspectReport.fields(parts, effect));
                    plainly(() -> InspectReport.print(parts, effect, out()));
                }
            }
            into(folder -> folder.json("inspect.json", line));
            if (json) {
                out().println(line);
            }
        }
        return ExitCode.DONE;
    }

    /// Where `--out` names a folder.
    private void into(Consumer<OutFolder> write) {
        if (out != null) {
            write.accept(OutFolder.in(session, out));
        }
    }

    private ScalingReport scaling(Inside inside) {
        if (query != null && query < 0) {
            throw new BadInputException("--query is " + query + ", but tokens are counted from 0.");
        }
        AttentionGroup.Kind chosen = inside.kinds().getFirst();
        if (kind != null) {
            if (!Named.ids(AttentionGroup.Kind.class).contains(kind)) {
                throw new BadInputException("--kind is " + kind + ", but must be one of "
                        + String.join(", ", Named.ids(AttentionGroup.Kind.class)) + ".");
            }
            chosen = Named.of(AttentionGroup.Kind.class, kind);
        }
        Scaling found = inside.scaling(chosen, layer, head, query == null ? -1 : query);
        return new ScalingReport(found, inside.rows(chosen), inside.columns(chosen));
    }

    /// JSON is one line at the end.
    private void plainly(Runnable print) {
        if (!json) {
            print.run();
        }
    }

    private String text() {
        if (text == null) {
            throw new BadInputException("--text is missing: the text to look at; or --replay goes through the run.");
        }
        return text;
    }

    private int place(Inside inside) {
        return position == null ? inside.tokens().size() - 1 : position;
    }

    private int chosen(Inside inside) {
        if (token == null) {
            return inside.choices(place(inside)).getFirst().id();
        }
        int[] ids = inside.tokenizer().encode(token);
        if (ids.length != 1) {
            throw new BadInputException(
                    "--token is \"" + token + "\", which is " + ids.length + " tokens, but must be one.");
        }
        return ids[0];
    }

    private java.io.PrintStream out() {
        return session.console().out();
    }
}
