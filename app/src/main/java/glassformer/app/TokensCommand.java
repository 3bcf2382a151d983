package glassformer.app;

import glassformer.BadInputException;
import glassformer.hub.ModelSources;
import glassformer.run.NamedTokenizer;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.MergeTraining;
import glassformer.text.Progress;
import glassformer.text.Tokenizers;
import glassformer.text.VocabularyCurve;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int INITIAL_SIZE = 1000;

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
            description = "How many tokens one that is trained on the text has at most; without it, as many as the"
                    + " first lab says, or 1000.")
    private @Nullable Integer vocabSize;

    @Option(
            names = "--replay",
            description = "Shows merge by merge how bpe or wordpiece is trained on the text: --kind, the first lab's"
                    + " kind, or bpe.")
    private boolean replay;

    @Option(names = "--steps", paramLabel = "N", description = "How many merges --replay shows; without it, all.")
    private int steps = Integer.MAX_VALUE;

    @Option(
            names = "--curve",
            description = "Shows tokens a word at each size of the vocabulary, of the same trainings as --replay.")
    private boolean curve;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes all of it into a folder: tokens.json and tables as CSV.")
    private @Nullable Path out;

    TokensCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (steps < 0) {
            throw new BadInputException("--steps is " + steps + ", but must be 0 or more.");
        }
        String given =
                GivenText.of(text, file == null ? null : session.current().resolve(file));
        TokensReport report = new TokensReport(given);
        tokenizers(given).forEach(report::add);
        JsonLine line = report.json();
        OutFolder folder = out == null ? null : OutFolder.in(session, out);
        List<Runnable> prints =
                new ArrayList<>(List.of(() -> report.print(session.console().out())));
        replays(given, line, folder, prints);
        if (folder != null) {
            report.write(folder);
            folder.json("tokens.json", line);
        }
        if (json) {
            session.console().out().println(line);
        } else {
            prints.forEach(Runnable::run);
        }
        return ExitCode.DONE;
    }

    private void replays(String given, JsonLine line, @Nullable OutFolder folder, List<Runnable> prints) {
        List<MergeReport> all = replay || curve
                ? trainings(given).stream()
                        .map(training -> new MergeReport(training, given))
                        .toList()
                : List.of();
        if (replay) {
            line.with("replays", all.stream().map(one -> one.replay(steps)).toList());
        }
        List<Map<String, @Nullable Object>> curves = new ArrayList<>();
        for (MergeReport one : all) {
            if (replay) {
                prints.add(() -> one.printReplay(steps, session.console().out()));
                if (folder != null) {
                    folder.csv("merges-" + one.kind() + ".csv", one.replayTable(steps));
                }
            }
            if (curve) {
                VocabularyCurve found = one.curve(Progress.none());
                curves.add(one.fields(found));
                prints.add(() -> one.print(found, session.console().out()));
                if (folder != null) {
                    folder.csv("curve-" + one.kind() + ".csv", MergeReport.table(found));
                }
            }
        }
        if (curve) {
            line.with("curves", curves);
        }
    }

    private List<MergeTraining> trainings(String given) {
        List<String> merged =
                kinds.stream().distinct().filter(Tokenizers.MERGED::contains).toList();
        if (!kinds.isEmpty() && merged.isEmpty()) {
            throw new BadInputException(
                    "--replay and --curve need a kind that learns by merging: --kind bpe or --kind" + " wordpiece.");
        }
        Optional<String> ofLab = labs.stream()
                .findFirst()
                .map(lab ->
                        LabSource.find(lab, session.samples()).lab().values().text("tokenizer.kind"))
                .filter(Tokenizers.MERGED::contains);
        List<String> chosen = merged.isEmpty() ? List.of(ofLab.orElse("bpe")) : merged;
        return chosen.stream()
                .map(kind -> Tokenizers.trainMerges(
                        kind, size(), ByteSpecials.GPT2, Documents.of(List.of(given)), Progress.none()))
                .toList();
    }

    private int size() {
        if (vocabSize != null) {
            return vocabSize;
        }
        return labs.isEmpty()
                ? INITIAL_SIZE
                : LabSource.find(labs.getFirst(), session.samples())
                        .lab()
                        .values()
                        .whole("tokenizer.vocabSize");
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
                                kind, size(), ByteSpecials.GPT2, Documents.of(List.of(given)), Progress.none())));
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
