package glassformer.export.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.exchange.Json;
import glassformer.exchange.Npy;
import glassformer.exchange.Safetensors;
import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.export.TensorCheck;
import glassformer.inspect.Attention;
import glassformer.run.Disk;
import glassformer.run.RunFolder;
import glassformer.settings.Setting;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where each head looks in a text: `attention.safetensors` with a tensor `KIND.layer.N` `(H, T, S)` for each layer,
/// the same as `.npy` files, and `tokens.json`.
public final class AttentionExporter implements Exporter {
    private static final String TEXT = "attention.text";

    @Override
    public ExportFormat format() {
        return ExportFormat.ATTENTION;
    }

    @Override
    public Description description() {
        return new Description(
                "Attention",
                "NumPy, and whatever reads safetensors.",
                "Where each head of each layer looks in a text, with the text's tokens.",
                "The model itself.");
    }

    @Override
    public List<Setting> options() {
        return List.of(new Setting.Text(
                TEXT, "The text whose attention is exported; the lab's own sentence where empty.", "", 100_000));
    }

    @Override
    public Optional<String> refusal(ExportSubject subject) {
        return text(subject).isEmpty()
                ? Optional.of("There is no text to look at: set " + TEXT + ", since the run's lab names none.")
                : Optional.empty();
    }

    @Override
    public long bytes(ExportSubject subject) {
        long tokens =
                Math.min(subject.spec().config().contextLength(), text(subject).length() + 2L);
        long heads = (long) subject.spec().config().heads()
                * subject.blueprint().attentions().size();
        return 2 * Float.BYTES * heads * tokens * tokens + (1 << 20);
    }

    private static String text(ExportSubject subject) {
        String typed = subject.options().text(TEXT);
        RunFolder run = subject.run();
        return !typed.isEmpty() || run == null ? typed : run.lab().probes().attention();
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        Attention attention = attention(source);
        Map<String, Tensor> tensors = tensors(attention);
        Disk.create(
                folder.resolve("attention.safetensors"),
                new Safetensors(tensors, Map.of("text", text(source.subject())))::write);
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            progress.step(0.5);
            Disk.create(folder.resolve(tensor.getKey() + ".npy"), out -> Npy.write(tensor.getValue(), out));
        }
        ObjectNode json = Json.object();
        json.put("text", text(source.subject())).put("cut", attention.cut());
        for (AttentionGroup group : attention.groups()) {
            ObjectNode one = json.putObject(group.kind().id());
            group.rows().forEach(one.putArray("rows")::add);
            group.columns().forEach(one.putArray("columns")::add);
        }
        String text = Json.pretty(json);
        Disk.create(folder.resolve("tokens.json"), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        progress.step(1);
    }

    private static Attention attention(ExportSource source) {
        return Attention.of(source.session(), source.subject().tokenizer(), text(source.subject()));
    }

    private static Map<String, Tensor> tensors(Attention attention) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (AttentionGroup group : attention.groups()) {
            for (int layer = 0; layer < group.patterns().size(); layer++) {
                tensors.put(
                        group.kind().id() + ".layer." + layer, group.patterns().get(layer));
            }
        }
        return tensors;
    }

    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException {
        Map<String, Tensor> written = tensors(attention(source));
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        for (String name : written.keySet()) {
            arrays.put(name, Npy.read(folder.resolve(name + ".npy")));
        }
        ExportCheck first = TensorCheck.of("patterns", written, arrays);
        ExportCheck second = TensorCheck.of(
                "patterns",
                written,
                Safetensors.read(folder.resolve("attention.safetensors")).tensors());
        double worst = Math.max(first.maxDifference(), second.maxDifference());
        return new ExportCheck("patterns", first.count(), worst, 1e-6);
    }

    @Override
    public String usage(ExportSubject subject) {
        return """
                ```python
                import json
                import numpy

                pattern = numpy.load("%s.layer.0.npy")  # (heads, rows that look, columns that are looked at)
                tokens = json.load(open("tokens.json"))
                ```""".formatted(
                        subject.blueprint().hasEncoder()
                                ? "cross"
                                : subject.blueprint().attentions().stream()
                                                .anyMatch(a -> a.mask() instanceof glassformer.blueprint.Mask.Full)
                                        ? "encoder"
                                        : "decoder");
    }
}
