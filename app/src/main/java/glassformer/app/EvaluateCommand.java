package glassformer.app;

import glassformer.BadInputException;
import glassformer.exchange.Json;
import glassformer.inspect.Surprise;
import glassformer.inspect.SurpriseExport;
import glassformer.inspect.SurpriseReader;
import glassformer.report.ReportFile;
import glassformer.run.EvaluationComparison;
import glassformer.run.EvaluationRequest;
import glassformer.run.Evaluations;
import glassformer.run.Examined;
import glassformer.run.RunEvaluation;
import glassformer.run.StoredEvaluation;
import glassformer.run.TrainedModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = "Measures a trained model and keeps every prediction in the run's folder, under evaluations.")
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run = Path.of("");

    @Option(names = "--step", paramLabel = "N", description = "Which checkpoint; without it, the run's result.")
    private @Nullable Integer step;

    @Option(
            names = "--split",
            paramLabel = "S",
            description = "Which part of the lab's data: train or validation (default: validation).")
    private @Nullable String split;

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "Other data: a .csv, .tsv or .jsonl file with the lab's columns, or a text.")
    private @Nullable Path file;

    @Option(
            names = "--against",
            paramLabel = "RUN2",
            description = "Compares with another run on the same examples, with intervals by paired bootstrap.")
    private @Nullable Path against;

    @Option(names = "--against-step", paramLabel = "N", description = "Which checkpoint of the other run.")
    private @Nullable Integer againstStep;

    @Option(names = "--device", paramLabel = "ID", description = "Where to compute: auto, cpu, cuda:0.")
    private String device = "auto";

    @Option(
            names = "--batches",
            paramLabel = "N",
            description = "How many batches, spread over the data; without it, all of it.")
    private int batches;

    @Option(
            names = "--baseline",
            description =
                    "Compares a classifier with logistic regression on word counts, TF-IDF and LSA; takes a while.")
    private boolean baseline;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes a report: FILE ends with .html or .pdf.")
    private @Nullable Path report;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "Measures how surprising this text is, token by token; of a translation, source and target"
                    + " with \" | \" between them.")
    private @Nullable String text;

    @Option(names = "--text-file", paramLabel = "F", description = "As --text, with the text of a file.")
    private @Nullable Path textFile;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes what is found into a folder: summary.json and tables as CSV; of --text surprise.json,"
                    + " .csv and .html.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (text != null || textFile != null) {
            return surprise();
        }
        EvaluationRequest request = request();
        ReportFile reportFile =
                report == null ? null : new ReportFile(session.current().resolve(report));
        Progress progress = new Progress(session.console(), 0);
        StoredEvaluation result;
        EvaluationComparison comparison = null;
        try {
            result = evaluated(request, progress);
            if (against != null) {
                Path other = session.current().resolve(against);
                progress.phase("Evaluating the other run", -1);
                comparison = EvaluationComparison.of(result, evaluated(request.of(other, againstStep), progress));
            }
        } finally {
            progress.end();
        }
        Evaluations evaluations = new Evaluations(request.run());
        if (comparison != null) {
            evaluations.write(result.name(), comparison);
        }
        if (reportFile != null) {
            reportFile.write(result, comparison);
        }
        if (out != null) {
            OutFolder folder = OutFolder.in(session, out);
            folder.text("summary.json", Json.pretty(evaluations.summary(result.name())));
            EvaluationTables.write(result, comparison, folder);
        }
        EvaluationPrinter printer = new EvaluationPrinter(session.console().out());
        if (json) {
            printer.json(request.run(), evaluations, result, comparison);
        } else {
            printer.text(evaluations.folder(result.name()), result, comparison);
        }
        return ExitCode.DONE;
    }

    /// Of one text, which is no evaluation of the run.
    private int surprise() {
        if (split != null || file != null || against != null || report != null || baseline) {
            throw new BadInputException("--text measures one text alone: leave out --split, --file, --against,"
                    + " --report and --baseline.");
        }
        String read = SurprisingText.read(text, textFile, session.current());
        try (TrainedModel model = TrainedModel.open(session.current().resolve(run), step, session.engines(), device)) {
            Surprise surprise = new SurpriseReader(model.session(), model.spec(), model.tokenizer()).of(read);
            SurprisePrinter printer = new SurprisePrinter(surprise);
            if (out != null) {
                printer.write(session.current().resolve(out));
            }
            if (json) {
                JsonLine line = new JsonLine()
                        .with("run", session.current().resolve(run).toString())
                        .with("step", model.step());
                SurpriseExport.fields(surprise).forEach(line::with);
                session.console().out().println(line);
            } else {
                printer.print(session.console().out());
            }
        }
        return ExitCode.DONE;
    }

    private StoredEvaluation evaluated(EvaluationRequest request, Progress progress) {
        StoredEvaluation result = RunEvaluation.of(
                request, session.engines(), progress, session.interrupts().newTraining());
        new Evaluations(request.run()).write(result);
        return result;
    }

    private EvaluationRequest request() {
        if (batches < 0) {
            throw new BadInputException("--batches is " + batches + ", but must be 0 (all) or more.");
        }
        if (split != null && file != null) {
            throw new BadInputException("--split and --file name two things to evaluate on; give one of them.");
        }
        if (againstStep != null && against == null) {
            throw new BadInputException("--against-step needs --against, the run whose checkpoint it is.");
        }
        Examined examined = file != null
                ? new Examined.File(session.current().resolve(file))
                : split != null ? Examined.split(split) : Examined.VALIDATION;
        return new EvaluationRequest(session.current().resolve(run), step, examined, device, batches, baseline);
    }
}
