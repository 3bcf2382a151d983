package glassformer.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportListener;
import glassformer.export.ExportReport;
import glassformer.export.ExportRequest;
import glassformer.export.Exporters;
import glassformer.reference.ReferenceEngine;
import glassformer.reference.ReferenceModel;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of an export, with the plain-Java model as the engine and ONNX Runtime as the check.
class ExportTest {
    @TempDir
    Path folder = Path.of("");

    private static final class ReferenceProvider implements EngineProvider {
        @Override
        public String id() {
            return "reference";
        }

        @Override
        public Engine open() {
            return new ReferenceEngine();
        }
    }

    private ExportReport export(int seed, ExportFormat format, Map<String, String> options) throws IOException {
        ModelSpec spec = RandomModels.of(seed);
        Path model = Files.createDirectories(folder.resolve("model-" + seed));
        Weights weights = ReferenceModel.randomWeights(spec.blueprint(), seed);
        Files.writeString(model.resolve("config.json"), HuggingFaceConfig.json(spec, Map.of()));
        Files.writeString(
                model.resolve("tokenizer.json"),
                Tokenizers.train("char", 0, Documents.of(List.of("abcdefghijkl")), Progress.none())
                        .toJson());
        try (OutputStream out = Files.newOutputStream(model.resolve("model.safetensors"))) {
            Safetensors.of(weights).write(out);
        }
        try (Engines engines = new Engines(List.of(new ReferenceProvider()))) {
            ExportRequest request = new ExportRequest(
                    model, null, format, folder.resolve("out-" + seed + options.size()), options, false, "auto");
            return new ExportJob(Exporters.standard(), engines).run(request, ExportListener.SILENT);
        }
    }

    @Test
    void everyFamilyIsLaidOutAsTransformersJsLooksForIt() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            ExportReport report = export(seed, ExportFormat.ONNX, Map.of());
            assertThat(report.check().passed()).isTrue();
            assertThat(report.files())
                    .contains("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json");
            assertThat(report.files())
                    .contains(
                            RandomModels.of(seed).blueprint().hasEncoder()
                                    ? "onnx/decoder_model_merged.onnx"
                                    : "onnx/model.onnx");
            String config = Files.readString(report.target().resolve("config.json"));
            assertThat(config).doesNotContain("\"model_type\" : \"glassformer\"");
        }
    }

    @Test
    void roundedWeightsAreCheckedAndTheirDifferenceStated() throws IOException {
        ExportReport report = export(3, ExportFormat.ONNX, Map.of("onnx.quantize", "int8"));
        assertThat(report.files()).contains("onnx/model_quantized.onnx").doesNotContain("onnx/model.onnx");
        assertThat(report.check().maxDifference())
                .isPositive()
                .isLessThanOrEqualTo(report.check().tolerance());
        assertThat(Files.readString(report.target().resolve("README.md")))
                .contains("eight bits")
                .contains("differ by at most");
    }
}
