package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.exchange.Safetensors;
import glassformer.reference.ReferenceEngine;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.TinyLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `inspect` on a model that really has layers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsideCommandsTest {
    private final Engines engines = new Engines(List.of(new EngineProvider() {
        @Override
        public String id() {
            return "reference";
        }

        @Override
        public Engine open() {
            return new ReferenceEngine();
        }
    }));
    private Path folder = Path.of("");

    @BeforeAll
    void train(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Lab lab = TinyLab.in(folder)
                .with("training.steps", 2)
                .with("training.evaluateEvery", 2)
                .with("training.evaluateBatches", 1)
                .with("training.checkpointEvery", 2)
                .with("training.schedule.warmupSteps", 1);
        LabFile.write(folder.resolve("lab.json"), lab);
        assertThat(command("train", folder.toString(), "--out", "mine").code()).isZero();
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(engines, folder, arguments);
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void scaledTellsOfEveryHeadAndOfOneStepByStep() throws IOException {
        JsonNode found = json(command(
                        "inspect",
                        "mine",
                        "--text",
                        "the cat",
                        "--scaled",
                        "--layer",
                        "1",
                        "--head",
                        "1",
                        "--query",
                        "3",
                        "--json"))
                .path("scaled");
        assertThat(found.path("own").asText()).isEqualTo("scaled");
        // Two layers of two heads raw and scaled, and twice each layer as a whole.
        assertThat(found.path("figures")).hasSize(2 * (2 * 2 + 2));
        JsonNode steps = found.path("steps");
        assertThat(steps.path("token").asText()).isEqualTo(" ");
        double weights = 0;
        double first = 0;
        for (JsonNode key : steps.path("keys")) {
            double product = 0;
            for (int d = 0; d < steps.path("q").size(); d++) {
                product += steps.path("q").path(d).asDouble()
                        * key.path("k").path(d).asDouble();
            }
            assertThat(key.path("product").asDouble()).isCloseTo(product, within(1e-6));
            weights += key.path("weight").asDouble();
            first += key.path("weight").asDouble() * key.path("v").path(0).asDouble();
        }
        assertThat(weights).isCloseTo(1, within(1e-6));
        assertThat(steps.path("output").path(0).asDouble()).isCloseTo(first, within(1e-5));
        assertThat(steps.path("keys").path(5).path("score").isNull()).isTrue();
        assertThat(found.path("patterns").path("raw")).hasSize(7);
    }

    @Test
    void scaledIsATableForPeopleAndFilesForOthers() throws IOException {
        CommandLineRun run = command("inspect", "mine", "--text", "the cat", "--scaled", "--out", "scaled");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("the model itself is scaled", "multi-head")
                .containsPattern("(?m)^ +0 +0 raw ")
                .contains("how token 6 (t) comes to its output");
        assertThat(Files.readAllLines(folder.resolve("scaled/scaling.csv"))).hasSize(1 + 12);
        assertThat(Files.readAllLines(folder.resolve("scaled/steps.csv"))).hasSize(2 + 7);
        assertThat(Safetensors.read(folder.resolve("scaled/scaling.safetensors"))
                        .tensors())
                .containsOnlyKeys(
                        "queries",
                        "keys",
                        "values",
                        "scores",
                        "outputs",
                        "pattern.raw",
                        "pattern.scaled",
                        "pattern.one-head",
                        "pattern.multi-head");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertFails("no head 9", "--scaled", "--head", "9");
        assertFails("no token 70", "--scaled", "--query", "70");
        assertFails("--kind is sideways", "--scaled", "--kind", "sideways");
        assertFails("no attention of the kind cross", "--scaled", "--kind", "cross");
    }

    private void assertFails(String message, String... more) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("inspect", "mine", "--text", "the cat"),
                        java.util.Arrays.stream(more))
                .toArray(String[]::new);
        CommandLineRun run = command(all);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void activationsHaveAHistogramAPlaceAndDeadUnits() throws IOException {
        JsonNode sites = json(command("inspect", "mine", "--text", "the cat", "--activations", "--json"))
                .path("activations");
        assertThat(sites).hasSize(6);
        for (JsonNode site : sites) {
            long sum = 0;
            for (JsonNode count : site.path("counts")) {
                sum += count.asLong();
            }
            assertThat(sum).isEqualTo(7L * site.path("width").asInt());
            assertThat(site.path("dead").isInt())
                    .isEqualTo(site.path("name").asText().endsWith("mlp_post"));
        }
        CommandLineRun table = command("inspect", "mine", "--text", "the cat", "--activations", "--out", "activations");
        assertThat(table.out()).contains("blocks.1.resid_post", "0 of ");
        assertThat(Files.readAllLines(folder.resolve("activations/activations.csv")))
                .hasSize(1 + 6 * 40);
    }

    @Test
    void salienceOfAClassifierIsPrintedInTheJsonAndAsATable() throws IOException {
        StringBuilder table = new StringBuilder("text,label\n");
        for (int i = 0; i < 20; i++) {
            table.append("a fish ").append(i).append(",sea\na tree ").append(i).append(",land\n");
        }
        Files.writeString(folder.resolve("rows.csv"), table);
        Lab lab = Lab.initial("classes")
                .with("task", "classification")
                .with("model.family", "bert")
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 16)
                .with("tokenizer.vocabSize", 300)
                .with("data.source", "file:rows.csv")
                .with("training.steps", 1)
                .with("training.batchSize", 4)
                .with("training.evaluateEvery", 1)
                .with("training.evaluateBatches", 1)
                .with("training.checkpointEvery", 1)
                .with("training.schedule.warmupSteps", 0);
        Files.createDirectories(folder.resolve("classes"));
        Files.move(folder.resolve("rows.csv"), folder.resolve("classes/rows.csv"));
        LabFile.write(folder.resolve("classes/lab.json"), lab);
        CommandLineRun trained = command("train", folder.resolve("classes").toString(), "--out", "classifier");
        assertThat(trained.code()).as(trained.err()).isZero();

        CommandLineRun run =
                command("inspect", "classifier", "--text", "a fish", "--salience", "--out", "seen", "--json");
        JsonNode found = json(run).path("salience");
        assertThat(found.path("label").asText()).isIn("sea", "land");
        assertThat(found.path("labels")).hasSize(2);
        assertThat(found.path("tokens"))
                .hasSizeGreaterThan(2)
                .allSatisfy(token -> assertThat(token.path("norm").asDouble()).isPositive());
        assertThat(folder.resolve("seen/salience.csv"))
                .content()
                .hasLineCount(1 + found.path("tokens").size())
                .contains("gradient_times_input");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("seen/inspect.json").toFile())
                        .path("salience"))
                .isEqualTo(found);
        // The same as `generate --salience` gives.
        assertThat(json(command("generate", "classifier", "--prompt", "a fish", "--salience", "--json"))
                        .path("tokens"))
                .isEqualTo(found.path("tokens"));
        assertThat(command("inspect", "classifier", "--text", "a fish", "--salience")
                        .out())
                .contains("gradient x input");
        assertThat(command("inspect", "mine", "--text", "the cat", "--salience").err())
                .contains("no head");
    }
}
