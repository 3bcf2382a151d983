package glassformer.app;

import glassformer.hub.ModelSources;
import glassformer.run.NamedTokenizer;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tokens",
        description = "Cuts a text into tokens: those of runs, labs and other models, or of tokenizers trained on the"
                + " text itself.")
final class TokensCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TEXT", arity = "0..1", description = "The text; or --file.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "F", description = "A text file in UTF-8 instead of TEXT.")
    private @Nullable Path file;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "The tokenizer of a run or of one of its checkpoints; may be repeated.")
    private List<String> runs = List.of();

    @Option(
            names = "--lab",
            paramLabel = "LAB",
            description = "The tokenizer that a lab trains on its data, or that of the model it starts from; may be"
                    + " repeated.")
    private List<String> labs = List.of();

    @Option(
            names = "--tokenizer",
            paramLabel = "PATH",
            description = "A tokenizer.json, a Hugging Face folder, hub:OWNER/NAME or maven:GROUP:ARTIFACT:VERSION; may"
                    + " be repeated.")
    private List<String> others = List.of();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Trains one on the text: bpe, wordpiece or char; may be repeated. All three where no"
                    + " tokenizer is named.")
    private List<String> kinds = List.of();

    @Option(
            names = "--vocab-size",
            paramLabel = "N",
            description = "How many tokens one that is trained on the text has at most. Initially ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    private int vocabSize;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes tokens.json and a table of tokens for each tokenizer into a folder.")
    private @Nullable Path out;

    TokensCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String given =
                GivenText.of(text, file == null ? null : session.current().resolve(file));
        TokensReport report = new TokensReport(given);
        tokenizers(given).forEach(report::add);
        if (out != null) {
            report.write(OutFolder.in(session, out));
        }
        if (json) {
            session.console().out().println(report.json());
        } else {
            report.print(session.console().out());
        }
        return ExitCode.DONE;
    }

    private List<NamedTokenizer> tokenizers(String given) {
        ModelSources sources = ModelSources.of(System.getenv(), Path.of(System.getProperty("user.home")));
        glassformer.app.Progress shown = new glassformer.app.Progress(session.console(), 0);
        List<NamedTokenizer> all = new ArrayList<>();
        try {
            for (String run : concatenated(runs, others)) {
                all.add(NamedTokenizer.open(
                        run,
                        session.current(),
                        sources,
                        (name, done, total) ->
                                shown.phase("Fetching " + name, total > 0 ? (double) done / total : -1)));
            }
            for (String lab : labs) {
                LabSource source = LabSource.find(lab, session.samples());
                all.add(NamedTokenizer.of(
                        source.lab(),
                        source.folder(),
                        sources,
                        (name, done, total) -> shown.phase("Fetching " + name, total > 0 ? (double) done / total : -1),
                        fraction -> shown.phase("Training the tokenizer", fraction)));
            }
            for (String kind : all.isEmpty() && kinds.isEmpty() ? List.of("bpe", "wordpiece", "char") : kinds) {
                all.add(new NamedTokenizer(
                        kind,
                        Tokenizers.train(
                                kind, vocabSize, ByteSpecials.GPT2, Documents.of(List.of(given)), Progress.none())));
            }
        } finally {
            shown.end();
        }
        return all;
    }

    private static List<String> concatenated(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
