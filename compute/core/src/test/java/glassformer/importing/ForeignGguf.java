package glassformer.importing;

import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Seq2SeqConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/// Makes a file of ours look as if another program had written it.
final class ForeignGguf {
    private ForeignGguf() {}

    /// Whether llama.cpp's own keys tell everything that the model computes.
    static boolean tells(ModelSpec spec) {
        return switch (spec.config()) {
            case GptConfig gpt ->
                gpt.position() == PositionKind.ROTARY ? !gpt.bias() : gpt.activation() == Activation.GELU_TANH;
            case BertConfig bert -> bert.family() == Family.BERT && bert.activation() == Activation.GELU;
            case Seq2SeqConfig both -> false;
        };
    }

    /// Gives a key a name that nobody knows.
    static void forget(Path folder, String key) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(path -> path.toString().endsWith(".gguf"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; ; at++) {
            if (Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
                bytes[at] = 'x';
                Files.write(file, bytes);
                return;
            }
        }
    }
}
