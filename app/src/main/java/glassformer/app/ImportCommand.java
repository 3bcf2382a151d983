package glassformer.app;

import glassformer.importing.ImportJob;
import glassformer.importing.ImportPlan;
import glassformer.importing.ImportReport;
import glassformer.importing.ImportRequest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Makes a run of a model or a lab from elsewhere, for all other commands and the window.")
final class ImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "A model's folder (Hugging Face's or an export of ours), a .safetensors, .gguf or .onnx file with"
                            + " what belongs to it beside it, or a lab's .zip.")
    private Path source = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to make. Without it: runs/<name> in the current folder.")
    private @Nullable Path out;

    @Option(names = "--overwrite", description = "Replaces an earlier import of that name.")
    private boolean overwrite;

    @Option(names = "--json", description = "Prints what was imported as one JSON object.")
    private boolean json;

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ImportRequest request = new ImportRequest(
                session.current().resolve(source),
                session.current().resolve("runs"),
                out == null ? null : session.current().resolve(out),
                overwrite);
        StageProgress progress = new StageProgress(
                session.console(), session.interrupts().newTask("Interrupted: removing what was begun ..."));
        ImportReport report;
        try {
            report = new ImportJob().run(request, progress);
        } finally {
            progress.end();
        }
        print(report);
        return ExitCode.DONE;
    }

    private void print(ImportReport report) {
        PrintStream stream = session.console().out();
        ImportPlan plan = report.plan();
        if (json) {
            stream.println(new JsonLine()
                    .with("format", plan.kind().id())
                    .with("name", plan.name())
                    .with("target", plan.target().toString())
                    .with("family", plan.family())
                    .with("parameters", plan.parameters())
                    .with("vocabulary", plan.vocabulary())
                    .with("heads", plan.heads())
                    .with("bytes", report.bytes())
                    .with("notes", plan.notes())
                    .with("seconds", report.seconds()));
            return;
        }
        String what = plan.parameters() == 0
                ? "the lab " + plan.name()
                : plan.name() + ", " + plan.family() + " with " + Progress.count(plan.parameters()) + " parameters";
        stream.println(
                "Imported " + what + " (" + plan.kind().id() + "), " + Progress.count(report.bytes()) + " bytes");
        plan.notes().forEach(note -> stream.println("Note: " + note));
        stream.println(plan.target());
    }
}
