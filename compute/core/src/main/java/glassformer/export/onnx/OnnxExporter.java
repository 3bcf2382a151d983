package glassformer.export.onnx;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Named;
import glassformer.blueprint.ParameterTable;
import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.export.Probe;
import glassformer.onnx.OnnxModel;
import glassformer.onnx.OnnxModels;
import glassformer.onnx.OnnxRuntime;
import glassformer.onnx.OpenedModel;
import glassformer.onnx.Precision;
import glassformer.run.Disk;
import glassformer.settings.Setting;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A folder as transformers.js opens it: graphs in `onnx/`, Hugging Face's small files beside. See [OnnxModels].
public final class OnnxExporter implements Exporter {
    private static final String QUANTIZE = "onnx.quantize";
    private static final String FOLDER = "onnx";
    /// Of one file of Protocol Buffers.
    private static final long MOST_BYTES = Integer.MAX_VALUE - (16L << 20);

    private final Supplier<Optional<OnnxRuntime>> runtime;

    public OnnxExporter() {
        this(OnnxRuntime::find);
    }

    /// With another runtime to check with.
    OnnxExporter(Supplier<Optional<OnnxRuntime>> runtime) {
        this.runtime = runtime;
    }

    @Override
    public ExportFormat format() {
        return ExportFormat.ONNX;
    }

    @Override
    public Description description() {
        return new Description(
                "ONNX",
                "transformers.js in a browser or Node, ONNX Runtime in Python, C++, C#, Java and on phones.",
                "Graphs of operators with their weights, generation with a cache included; the tokenizer and settings"
                        + " beside them.",
                "Dropout and everything of training; with int8, weights are rounded to eight bits.");
    }

    @Override
    public List<Setting> options() {
        return List.of(new Setting.Choice(
                QUANTIZE,
                "How weights are rounded: none keeps float32; int8 rounds them to bytes.",
                Precision.FLOAT32.id(),
                Named.ids(Precision.class)));
    }

    @Override
    public Optional<String> refusal(ExportSubject subject) {
        if (runtime.get().isEmpty()) {
            return Optional.of("ONNX Runtime is not installed, without which an ONNX export cannot be checked: start"
                    + " Glassformer with its launcher.");
        }
        long bytes = bytesOfWeights(subject);
        return bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional.of("The model's weights take " + bytes + " bytes, but an ONNX file can hold " + MOST_BYTES
                        + ": export it with " + QUANTIZE + "=int8, or as huggingface.");
    }

    @Override
    public List<String> notes(ExportSubject subject) {
        List<String> notes = new ArrayList<>();
        if (new OnnxFolder(subject).borrowed()) {
            notes.add("config.json names an architecture that transformers.js feeds in the same way, since it does not"
                    + " know this one; the graph itself is exactly this model.");
        }
        if (precision(subject) == Precision.INT8) {
            notes.add("Weights are rounded to eight bits, one scale a row; what they are multiplied with is rounded"
                    + " while the model runs.");
        }
        List<Head> heads = subject.blueprint().heads();
        if (heads.size() > 1) {
            notes.add("Outputs: "
                    + String.join(
                            ", ",
                            heads.stream()
                                    .map(head -> OnnxModels.output(subject.blueprint(), head.name()) + " (head "
                                            + head.name() + ")")
                                    .toList())
                    + ".");
        }
        return notes;
    }

    @Override
    public long bytes(ExportSubject subject) {
        return bytesOfWeights(subject) + (8 << 20);
    }

    private static long bytesOfWeights(ExportSubject subject) {
        long each =
                switch (precision(subject)) {
                    case FLOAT32 -> Float.BYTES;
                    case INT8 -> 1;
                };
        return each * ParameterTable.of(subject.blueprint()).size();
    }

    private static Precision precision(ExportSubject subject) {
        return Named.of(Precision.class, subject.options().text(QUANTIZE));
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        ExportSubject subject = source.subject();
        Precision precision = precision(subject);
        new OnnxFolder(subject).write(folder);
        Path graphs = Files.createDirectory(folder.resolve(FOLDER));
        Map<String, OnnxModel> models = OnnxModels.of(subject.blueprint(), source.weights(), precision);
        long total = models.values().stream().mapToLong(OnnxModel::bytes).sum();
        long written = 0;
        for (Map.Entry<String, OnnxModel> model : models.entrySet()) {
            long before = written;
            Disk.create(graphs.resolve(precision.file(model.getKey())), out -> model.getValue()
                    .write(new SteppedStream(out, before, total, progress)));
            written += model.getValue().bytes();
        }
        progress.step(1);
    }

    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException {
        Blueprint blueprint = source.blueprint();
        Precision precision = precision(source.subject());
        OnnxRuntime checker = runtime.get().orElseThrow(() -> new BadInputException("ONNX Runtime is not installed."));
        try (OpenedModel opened = new OpenedModel(checker, blueprint, folder.resolve(FOLDER), precision)) {
            return new OnnxCheck(source.session(), opened, Probe.of(blueprint), precision).run(progress);
        }
    }

    @Override
    public String usage(ExportSubject subject) {
        return new OnnxUsage(subject, precision(subject)).markdown();
    }
}
