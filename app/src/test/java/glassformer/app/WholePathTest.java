package glassformer.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, the real engine, the sample's real text: what a person at a terminal does.
@Timeout(240)
class WholePathTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TINY = List.of(
            "--set", "model.layers=1",
            "--set", "model.dim=32",
            "--set", "model.contextLength=16",
            "--set", "model.dropout=0.1",
            "--set", "tokenizer.vocabSize=300",
            "--set", "training.batchSize=4",
            "--set", "training.evaluateEvery=40",
            "--set", "training.evaluateBatches=2",
            "--set", "training.checkpointEvery=20",
            "--set", "training.steps=120");

    @TempDir
    Path folder = Path.of("");

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -9")
    void aKilledRunResumesToTheSameBytes() throws Exception {
        Path whole = folder.resolve("whole");
        assertThat(start("train", whole).waitFor()).as(this::complaints).isZero();

        Path killed = folder.resolve("killed");
        Process process = start("train", killed);
        while (lines(killed.resolve("metrics.jsonl")) < 50) {
            assertThat(process.isAlive()).as(this::complaints).isTrue();
            Thread.sleep(5);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
        assertThat(killed.resolve("checkpoints/step-120")).doesNotExist();

        assertThat(run("resume", killed.toString())).as(this::complaints).isZero();
        for (String file : List.of("model.safetensors", "optimizer.safetensors", "tokenizer.json", "config.json")) {
            assertThat(killed.resolve("checkpoints/step-120").resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(
                            whole.resolve("checkpoints/step-120").resolve(file));
        }
        assertThat(losses(killed)).isEqualTo(losses(whole));
        assertThat(Files.readString(killed.resolve("samples.jsonl")))
                .isEqualTo(Files.readString(whole.resolve("samples.jsonl")));
    }

    @Test
    void theSummaryAgreesWithTheFolder() throws Exception {
        Path run = folder.resolve("run");
        assertThat(start("train", run, "--json").waitFor()).as(this::complaints).isZero();
        JsonNode summary = JSON.readTree(Files.readString(folder.resolve("out.txt")));
        assertThat(summary.get("run").asText()).isEqualTo(run.toString());
        assertThat(summary.get("steps").asInt()).isEqualTo(120);
        assertThat(summary.get("tokensPerSecond").asDouble()).isPositive();
        assertThat(summary.get("trainLoss").asDouble())
                .isLessThan(summary.get("firstLoss").asDouble());
        List<JsonNode> metrics = metrics(run);
        assertThat(loss(metrics, "train", 1)).isEqualTo(summary.get("firstLoss").asDouble());
        assertThat(loss(metrics, "train", 120))
                .isEqualTo(summary.get("trainLoss").asDouble());
        assertThat(loss(metrics, "validation", 120))
                .isEqualTo(summary.get("validationLoss").asDouble());
        assertThat(valuesInSafetensors(run.resolve("checkpoints/step-120/model.safetensors")))
                .isEqualTo(summary.get("parameters").asLong());
    }

    /// Reads the format by its published description alone.
    private static long valuesInSafetensors(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int header = Math.toIntExact(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
        JsonNode tensors = JSON.readTree(new String(bytes, 8, header, StandardCharsets.UTF_8));
        long values = 0;
        long end = 0;
        for (var entry : tensors.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                long size = 1;
                for (JsonNode dimension : entry.getValue().get("shape")) {
                    size *= dimension.asLong();
                }
                values += size;
                end = Math.max(end, entry.getValue().get("data_offsets").get(1).asLong());
            }
        }
        assertThat(end).isEqualTo(bytes.length - 8L - header).isEqualTo(4 * values);
        return values;
    }

    private static double loss(List<JsonNode> metrics, String split, int step) {
        return metrics.stream()
                .filter(line -> line.get("split").asText().equals(split)
                        && line.get("step").asInt() == step)
                .findFirst()
                .orElseThrow()
                .get("loss")
                .asDouble();
    }

    private static List<String> losses(Path run) throws IOException {
        return metrics(run).stream()
                .map(line -> line.get("step") + " " + line.get("split") + " " + line.get("loss"))
                .toList();
    }

    private static List<JsonNode> metrics(Path run) throws IOException {
        List<JsonNode> metrics = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            metrics.add(JSON.readTree(line));
        }
        return metrics;
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private Process start(String command, Path run, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command, "wordnet-gpt", "--out", run.toString()));
        arguments.addAll(TINY);
        arguments.addAll(Arrays.asList(more));
        return process(arguments);
    }

    private int run(String... arguments) throws Exception {
        return process(List.of(arguments)).waitFor();
    }

    private Process process(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "glassformer.app.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("GOMP_SPINCOUNT", "20000");
        return builder.start();
    }

    private String complaints() {
        try (Stream<String> lines = Files.lines(folder.resolve("err.txt"))) {
            return lines.collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
