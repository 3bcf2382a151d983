package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.exchange.Json;
import glassformer.hub.LoadedWeights;
import glassformer.hub.PretrainedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders in Hugging Face's layout that a script of its own makes, with Python's torch; skipped where that is missing.
class ForeignFoldersTest {
    private static final Path SCRIPT = Path.of("src/test/python/random_models.py");
    private static final int NO_TORCH = 3;

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        int status = NO_TORCH;
        // The first one found may be an environment of its own, beside the system's.
        for (String python : List.of("python3", "/usr/bin/python3")) {
            status = status == NO_TORCH ? run(python, log) : status;
        }
        assumeTrue(status != NO_TORCH, "skipped: no python3 of this machine has torch");
        assertThat(status).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    }

    private static int run(String python, Path log) throws InterruptedException {
        try {
            return new ProcessBuilder(python, SCRIPT.toString(), folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return NO_TORCH;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "roberta", "llama", "marian"})
    void logitsAreThoseOfTheScript(String name) throws IOException {
        JsonNode expected =
                Json.readObject(Files.readString(folder.resolve(name).resolve("expected.json")), name);
        PretrainedModel model = PretrainedModel.open(folder.resolve(name));
        LoadedWeights loaded = model.load();
        assertThat(loaded.leftOut()).isEmpty();
        try (Engine engine = new DjlEngine();
                ModelSession session = engine.open(
                        loaded.spec().blueprint(),
                        loaded.weights(),
                        engine.devices().getFirst())) {
            Tokens input = tokens(expected.path("ids"), expected.path("lengths"));
            Tokens decoder =
                    expected.has("decoder") ? tokens(expected.path("decoder"), expected.path("declengths")) : null;
            Tensor logits = session.logits(input, decoder, expected.path("head").asText());
            double[] truth = numbers(expected.path("logits"));
            assertThat(logits.values()).hasSameSizeAs(truth);
            Tokens read = decoder == null ? input : decoder;
            int width = truth.length / read.ids().length;
            double worst = 0;
            for (int i = 0; i < truth.length; i++) {
                int place = i / width;
                if (place % read.length() < read.lengthOf(place / read.length())) {
                    worst = Math.max(worst, Math.abs(logits.values()[i] - truth[i])); // NaN stays
                }
            }
            assertThat(worst).isLessThan(1e-4);
        }
    }

    private static Tokens tokens(JsonNode ids, JsonNode lengths) {
        int[] all = ints(ids);
        return new Tokens(all, null, lengths.isArray() ? ints(lengths) : null, ids.size(), all.length / ids.size());
    }

    private static int[] ints(JsonNode node) {
        double[] numbers = numbers(node);
        int[] ints = new int[numbers.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) numbers[i];
        }
        return ints;
    }

    private static double[] numbers(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .flatMapToDouble(child -> java.util.Arrays.stream(numbers(child)))
                        .toArray()
                : new double[] {node.asDouble()};
    }
}
