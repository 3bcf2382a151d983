package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.RunEvaluation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evaluate", description = "Measures a trained model on its run's validation data.")
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run = Path.of("");

    @Option(names = "--step", paramLabel = "N", description = "Which checkpoint; without it, the run's result.")
    private @Nullable Integer step;

    @Option(names = "--device", paramLabel = "ID", description = "Where to compute: auto, cpu, cuda:0.")
    private String device = "auto";

    @Option(
            names = "--batches",
            paramLabel = "N",
            description = "How many batches, spread over the data; without it, all of it.")
    private int batches;

    @Option(
            names = "--baseline",
            description = "Compares a classifier with logistic regression on word counts, which takes a while.")
    private boolean baseline;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (batches < 0) {
            throw new BadInputException("--batches is " + batches + ", but must be 0 (all) or more.");
        }
        Path folder = session.current().resolve(run);
        Progress progress = new Progress(session.console(), 0);
        RunEvaluation result;
        try {
            result = RunEvaluation.of(
                    folder,
                    step,
                    session.engines(),
                    device,
                    batches,
                    baseline,
                    progress,
                    session.interrupts().newTraining());
        } finally {
            progress.end();
        }
        if (json) {
            JsonLine line = new JsonLine()
                    .with("run", folder.toString())
                    .with("step", result.step())
                    .with("validationLoss", result.loss())
                    .with("labels", result.labels());
            result.measures().forEach(line::with);
            session.console().out().println(line);
        } else {
            PrintStream out = session.console().out();
            out.printf(
                    Locale.ROOT,
                    "Step                    %d%nLabels                  %d%nValidation loss         %.4f%n",
                    result.step(),
                    result.labels(),
                    result.loss());
            result.measures()
                    .forEach((name, value) ->
                            out.printf(Locale.ROOT, "%-23s %.4f%n", MeasureNames.sentence(name), value));
        }
        return ExitCode.DONE;
    }
}
