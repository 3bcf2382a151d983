package glassformer.app;

import glassformer.run.MemoryUse;
import glassformer.run.RunStatus;
import glassformer.run.RunSummary;
import java.io.PrintStream;
import java.util.Locale;

/// What is said at a training's end.
record SummaryPrinter(Console console) {
    /// @return the exit code
    int print(RunSummary summary, boolean json) {
        if (json) {
            console.out().println(json(summary));
        } else {
            text(summary);
        }
        return switch (summary.state()) {
            case FINISHED -> ExitCode.DONE;
            case STOPPED, RUNNING, PAUSED -> ExitCode.INTERRUPTED;
            case FAILED -> ExitCode.FAILED;
        };
    }

    private void text(RunSummary summary) {
        PrintStream out = console.out();
        String ended = summary.state() == RunStatus.State.FINISHED ? "Trained" : "Stopped after";
        out.printf(
                Locale.ROOT,
                "%s %d steps of a model with %,d parameters in %s.%n",
                ended,
                summary.steps(),
                summary.parameters(),
                Progress.duration(summary.seconds()));
        loss("First loss      ", summary.firstLoss());
        loss("Training loss   ", summary.trainLoss());
        loss("Validation loss ", summary.validationLoss());
        summary.measures()
                .forEach((name, value) ->
                        loss(String.format(Locale.ROOT, "%-15s ", MeasureNames.sentence(name)), value));
        if (!summary.sample().isBlank()) {
            out.println("Sample          " + summary.sample().strip());
        }
        if (summary.result() != summary.steps()) {
            out.println("Result          the checkpoint of step " + summary.result()
                    + ", which has the least validation loss");
        }
        memory(summary.memory());
        out.println("Run             " + summary.run());
    }

    private void memory(MemoryUse use) {
        double mebibyte = 1 << 20;
        String predicted = String.format(Locale.ROOT, "Memory          %.0f MiB predicted", use.predicted() / mebibyte);
        console.out()
                .println(
                        use.peak() == 0
                                ? predicted
                                : predicted
                                        + String.format(
                                                Locale.ROOT,
                                                ", %.0f MiB at most beside the %.0f MiB before",
                                                use.used() / mebibyte,
                                                use.baseline() / mebibyte));
    }

    private void loss(String name, double loss) {
        if (Double.isFinite(loss)) {
            console.out().printf(Locale.ROOT, "%s%.4f%n", name, loss);
        }
    }

    private static JsonLine json(RunSummary summary) {
        JsonLine line = new JsonLine()
                .with("run", summary.run().toString())
                .with("state", summary.state().name().toLowerCase(Locale.ROOT))
                .with("steps", summary.steps())
                .with("result", summary.result())
                .with("firstLoss", summary.firstLoss())
                .with("trainLoss", summary.trainLoss())
                .with("validationLoss", summary.validationLoss())
                .with("tokensPerSecond", summary.tokensPerSecond())
                .with("parameters", summary.parameters())
                .with("seconds", summary.seconds())
                .with("sample", summary.sample())
                .with("memoryPredictedBytes", summary.memory().predicted())
                .with("memoryBaselineBytes", summary.memory().baseline())
                .with("memoryPeakBytes", summary.memory().peak());
        summary.measures().forEach(line::with);
        return line;
    }
}
