package glassformer.export;

import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engines;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.reference.ReferenceEngine;
import glassformer.reference.ReferenceModel;
import glassformer.text.InMemoryCorpus;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Folders with models of random weights, and the reference engine to run them.
public final class ModelFolders {
    private ModelFolders() {}

    public static Tokenizer tokenizer() {
        return Tokenizers.train(
                "char", 0, new InMemoryCorpus("letters", List.of("abcdefgh abcdefgh")).open(), Progress.none());
    }

    public static Path write(Path folder, ModelSpec spec, long seed) throws IOException {
        return write(folder, spec, tokenizer(), seed);
    }

    static Path write(Path folder, ModelSpec spec, Tokenizer tokenizer, long seed) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), HuggingFaceConfig.json(spec, Map.of()));
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer.toJson());
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
            Safetensors.of(ReferenceModel.randomWeights(spec.blueprint(), seed)).write(out);
        }
        return folder;
    }

    public static Engines engines() {
        return ReferenceEngine.engines();
    }
}
