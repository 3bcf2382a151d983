package glassformer.importing;

import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportListener;
import glassformer.export.ExportRequest;
import glassformer.export.Exporters;
import glassformer.export.ModelFolders;
import glassformer.gguf.GgufModel;
import glassformer.gguf.GgufType;
import glassformer.onnx.OnnxModels;
import glassformer.onnx.Precision;
import glassformer.reference.ReferenceModel;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The same small model in each format, to be spoilt.
final class GoodSources {
    private static final Tokenizer TOKENIZER = Tokenizers.train(
            "bpe", 280, ByteSpecials.GPT2, Documents.of(List.of("the cat sat on the mat\n")), Progress.none());

    private GoodSources() {}

    private static ModelSpec spec() {
        Values values = Values.initial(new Schema(GptConfig.SETTINGS))
                .with("model.layers", 2)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 6);
        return ModelSpec.of(GptConfig.of(values, TOKENIZER.vocabSize()));
    }

    private static Weights weights() {
        return ReferenceModel.randomWeights(spec().blueprint(), 1);
    }

    private static Path small(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), HuggingFaceConfig.json(spec(), Map.of()));
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER.toJson());
        return folder;
    }

    /// `config.json, tokenizer.json, model.safetensors`
    static Path huggingFace(Path folder) throws IOException {
        small(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
            Safetensors.of(weights()).write(out);
        }
        return folder;
    }

    static Path gguf(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            GgufModel.of("a", spec().blueprint(), TOKENIZER, GoodSources::weights, GgufType.F32)
                    .write(out, Progress.none());
        }
        return file;
    }

    /// `config.json, tokenizer.json, model.onnx`
    static Path onnx(Path folder) throws IOException {
        small(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.onnx"))) {
            for (var model : OnnxModels.of(spec().blueprint(), weights(), Precision.FLOAT32)
                    .values()) {
                model.write(out);
            }
        }
        return folder;
    }

    static Path lab(Path folder) throws IOException {
        Path run = folder.resolve("a-run");
        new ImportJob()
                .run(
                        new ImportRequest(huggingFace(folder.resolve("model")), folder, run, false),
                        ImportListener.SILENT);
        new ExportJob(Exporters.standard(), ModelFolders.engines())
                .run(
                        new ExportRequest(run, null, ExportFormat.LAB, folder.resolve("out"), Map.of(), false, "auto"),
                        ExportListener.SILENT);
        return folder.resolve("out/a-run.zip");
    }
}
