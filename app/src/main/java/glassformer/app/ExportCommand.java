package glassformer.app;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportReport;
import glassformer.export.ExportRequest;
import glassformer.export.Exporters;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes a trained model as other tools open it, and checks that it computes the same.")
final class ExportCommand implements Callable<Integer> {
    private static final Pattern CHECKPOINT = Pattern.compile("(?:step-)?(\\d{1,9})");

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "The run's folder, one of its checkpoints or a Hugging Face folder.")
    private Path run = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "F",
            required = true,
            description = "huggingface, onnx, gguf, torchscript, pytorch, embeddings, attention or lab.")
    private String format = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to make. Without it: exports/<format>-step-<N> in the run.")
    private @Nullable Path out;

    @Option(
            names = "--checkpoint",
            paramLabel = "step-N",
            description = "Which checkpoint; without it, the run's result.")
    private @Nullable String checkpoint;

    @Option(names = "--overwrite", description = "Replaces an export that is there.")
    private boolean overwrite;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets an option of the format, as --set huggingface.license=cc-by-4.0.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--quantize", paramLabel = "Q", description = "For onnx: none or int8; as --set onnx.quantize=Q.")
    private @Nullable String quantize;

    @Option(names = "--type", paramLabel = "T", description = "For gguf: f32, f16 or q8_0; as --set gguf.type=T.")
    private @Nullable String type;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "Where to run the model to compare: auto, cpu, cuda:0.")
    private String device = "auto";

    @Option(names = "--json", description = "Prints what was written and what the check found as one JSON object.")
    private boolean json;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (quantize != null) {
            options.put("onnx.quantize", quantize);
        }
        if (type != null) {
            options.put("gguf.type", type);
        }
        ExportRequest request = new ExportRequest(
                session.current().resolve(run),
                step(checkpoint),
                format(format),
                out == null ? null : session.current().resolve(out),
                options,
                overwrite,
                device);
        StageProgress progress = new StageProgress(
                session.console(), session.interrupts().newTask("Interrupted: removing what was begun ..."));
        ExportReport report;
        try {
            report = new ExportJob(Exporters.standard(), session.engines()).run(request, progress);
        } finally {
            progress.end();
        }
        print(report);
        return ExitCode.DONE;
    }

    private static @Nullable Integer step(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Matcher matcher = CHECKPOINT.matcher(name);
        if (!matcher.matches()) {
            throw new BadInputException("--checkpoint is " + name + ", but must be step-N, for example step-200.");
        }
        return Integer.valueOf(matcher.group(1));
    }

    private static ExportFormat format(String id) {
        if (!Named.ids(ExportFormat.class).contains(id)) {
            throw new BadInputException("--format is " + id + ", but must be one of "
                    + String.join(", ", Named.ids(ExportFormat.class)) + ".");
        }
        return Named.of(ExportFormat.class, id);
    }

    private void print(ExportReport report) {
        PrintStream stream = session.console().out();
        if (json) {
            stream.println(new JsonLine()
                    .with("format", report.format().id())
                    .with("target", report.target().toString())
                    .with("step", report.step())
                    .with("files", report.files())
                    .with("bytes", report.bytes())
                    .with("compared", report.check().compared())
                    .with("count", report.check().count())
                    .with("maxDifference", report.check().maxDifference())
                    .with("tolerance", report.check().tolerance())
                    .with("notes", report.notes())
                    .with("seconds", report.seconds()));
            return;
        }
        stream.println("Exported the checkpoint of step " + report.step() + " as "
                + report.format().id() + ", " + Progress.count(report.bytes()) + " bytes in "
                + report.files().size() + " files");
        stream.println("Checked: " + report.check().sentence());
        report.notes().forEach(note -> stream.println("Note: " + note));
        stream.println(report.target());
    }
}
