package glassformer.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Json;
import glassformer.exchange.Safetensors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A foreign folder: a configuration without our own keys, and weights whose tensors a test renames, drops or adds.
record ModelFolder(Path folder, ModelSpec spec, Map<String, Tensor> tensors) {
    static ModelFolder of(Path folder, String config) {
        ModelSpec spec = HuggingFaceConfig.parse(config, "config");
        try {
            Files.writeString(folder.resolve("config.json"), config);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new ModelFolder(
                folder,
                spec,
                new LinkedHashMap<>(Weights.initial(spec.blueprint(), 3).tensors()));
    }

    static ModelFolder gpt2(Path folder) {
        return of(folder, """
                {"model_type": "gpt2", "vocab_size": 11, "n_embd": 8, "n_head": 2, "n_layer": 2, "n_positions": 6}""");
    }

    static ModelFolder bert(Path folder, String architecture, int labels) {
        ObjectNode names = Json.object();
        for (int label = 0; label < labels; label++) {
            names.put("" + label, "L" + label);
        }
        return of(folder, """
                {"model_type": "bert", "architectures": ["%s"], "vocab_size": 11, "hidden_size": 8, "id2label": %s,
                 "num_attention_heads": 2, "num_hidden_layers": 1, "intermediate_size": 12,
                 "max_position_embeddings": 6}""".formatted(architecture, names));
    }

    static ModelFolder marian(Path folder) {
        return of(folder, """
                {"model_type": "marian", "architectures": ["MarianMTModel"], "vocab_size": 11, "d_model": 8,
                 "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2, "decoder_attention_heads": 2,
                 "encoder_ffn_dim": 12, "decoder_ffn_dim": 12, "max_position_embeddings": 6}""");
    }

    /// What the weights are before anything is renamed.
    Weights expected() {
        return expected(spec.heads());
    }

    Weights expected(List<HeadSpec> heads) {
        return Weights.initial(spec.config().blueprint(heads), 3);
    }

    ModelFolder with(String name, int... shape) {
        int size = java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact);
        tensors.put(name, Tensor.of(new float[size], shape));
        return this;
    }

    ModelFolder renamed(UnaryOperator<String> name) {
        Map<String, Tensor> old = new LinkedHashMap<>(tensors);
        tensors.clear();
        old.forEach((key, tensor) -> tensors.put(name.apply(key), tensor));
        return this;
    }

    PretrainedModel open() {
        write("model.safetensors", tensors);
        return PretrainedModel.open(folder);
    }

    void write(String file, Map<String, Tensor> some) {
        try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
            new Safetensors(some, Map.of()).write(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
