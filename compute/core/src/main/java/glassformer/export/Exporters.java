package glassformer.export;

import glassformer.BadInputException;
import glassformer.export.huggingface.HuggingFaceExporter;
import glassformer.export.lab.LabExporter;
import glassformer.export.pytorch.PyTorchExporter;
import glassformer.export.tables.AttentionExporter;
import glassformer.export.tables.EmbeddingsExporter;
import glassformer.export.torchscript.TorchScriptExporter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The formats that can be written.
public final class Exporters {
    private final Map<ExportFormat, Exporter> byFormat = new EnumMap<>(ExportFormat.class);

    public Exporters(List<Exporter> exporters) {
        exporters.forEach(exporter -> byFormat.put(exporter.format(), exporter));
    }

    /// All that come with Glassformer.
    public static Exporters standard() {
        return new Exporters(List.of(
                new HuggingFaceExporter(),
                new TorchScriptExporter(),
                new PyTorchExporter(),
                new EmbeddingsExporter(),
                new AttentionExporter(),
                new LabExporter()));
    }

    public List<Exporter> all() {
        return List.copyOf(byFormat.values());
    }

    /// @throws BadInputException where there is none
    public Exporter of(ExportFormat format) {
        Exporter exporter = byFormat.get(format);
        if (exporter == null) {
            throw new BadInputException("The format " + format.id() + " cannot be written; these can: "
                    + byFormat.keySet().stream().map(ExportFormat::id).collect(Collectors.joining(", ")) + ".");
        }
        return exporter;
    }
}
