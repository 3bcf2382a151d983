package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.engine.Engines;
import glassformer.engine.Tensor;
import glassformer.exchange.Npy;
import glassformer.run.LabFile;
import glassformer.run.TinyLab;
import glassformer.worker.MapService;
import glassformer.worker.WorkerClient;
import glassformer.worker.WorkerEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command on a real model, computed by the real libraries.
class RepresentTest {
    private static final Engines ENGINES = new Engines();

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        LabFile.write(folder.resolve("lab.json"), TinyLab.in(folder).with("model.contextLength", 24));
        assertThat(command("train", folder.toString(), "--out", "run").code()).isZero();
        assertThat(command("train", folder.toString(), "--out", "other", "--set", "training.seed=9")
                        .code())
                .isZero();
    }

    @AfterAll
    static void close() {
        ENGINES.close();
    }

    private static CommandLineRun command(String... arguments) {
        return CommandLineRun.of(ENGINES, folder, arguments);
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @ParameterizedTest
    @CsvSource({"words,2,pca,2", "tokens,0,pca,3", "tokens,1,tsne,2", "positions,0,tsne,3", "sentences,0,pca,2"})
    void aMapOfEveryKindIsKeptInTheRunsFolder(String kind, int layer, String method, int dimensions)
            throws IOException {
        JsonNode map = json(command(
                "represent",
                "run",
                "--json",
                "--kind",
                kind,
                "--layer",
                Integer.toString(layer),
                "--method",
                method,
                "--dimensions",
                Integer.toString(dimensions)));
        Path kept = Path.of(map.path("folder").asText());
        assertThat(kept)
                .isEqualTo(folder.resolve("run/representations/" + kind + "-layer-" + layer + "-" + method + "-"
                        + dimensions + "d-step-20"));
        int count = map.path("vectors").asInt();
        Tensor places = Npy.read(kept.resolve("map.npy"));
        assertThat(places.shape()).containsExactly(count, dimensions);
        assertThat(Npy.read(kept.resolve("vectors.npy")).shape()).containsExactly(count, 8);
        List<String> lines = Files.readAllLines(kept.resolve("points.tsv"));
        assertThat(lines).hasSize(count + 1);
        assertThat(Files.size(kept.resolve("map.png"))).isPositive();
        assertThat(Files.readString(kept.resolve("map.svg"))).contains("<circle");
    }

    @Test
    void wordsAreThoseOfTheText() throws IOException {
        JsonNode found = json(command("represent", "run", "--nearest", "CAT", "--count", "3", "--json"));
        assertThat(found.path("nearest").path("of").asText()).isEqualTo("cat");
        assertThat(found.path("nearest").path("layer").asInt()).isEqualTo(2);
        assertThat(found.path("nearest").path("neighbours"))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.path("cosine").asDouble()).isBetween(-1.0, 1.0));
        assertThat(found.has("folder")).isFalse();
    }

    @Test
    void aSumHasNeighboursAndAPathHasALayerAStep() throws IOException {
        JsonNode found =
                json(command("represent", "run", "--arithmetic", "cat - sat + mat", "--path", "cat", "--json"));
        assertThat(found.path("arithmetic").path("neighbours").findValuesAsText("name"))
                .isNotEmpty()
                .doesNotContain("cat", "sat", "mat");
        assertThat(found.path("path").path("layers")).hasSize(3);
        assertThat(found.path("path").path("layers").get(1).path("length").asDouble())
                .isPositive();
    }

    @Test
    void aModelIsLikeItselfLayerByLayerAndLessLikeAnother() throws IOException {
        JsonNode self = json(command("represent", "run", "--against", "run", "--texts", "50", "--json"));
        JsonNode other = json(command("represent", "run", "--against", "other", "--texts", "50", "--json"));
        for (int layer = 0; layer < 3; layer++) {
            assertThat(self.path("against").path("cka").get(layer).get(layer).asDouble())
                    .isCloseTo(1, within(1e-6));
            assertThat(other.path("against").path("cka").get(layer).get(layer).asDouble())
                    .isBetween(0.0, 0.999);
        }
        assertThat(folder.resolve("run/representations/step-20-against-other-step-20/cka.csv"))
                .isNotEmptyFile();
    }

    @Test
    void aWorkerAnswersTheSameOverItsPipe() throws Exception {
        String run = folder.resolve("run").toString();
        try (WorkerClient worker =
                new WorkerClient(OwnProcess.command("worker"), new WorkerEvents() {}, sentence -> {})) {
            MapService.Of of = new MapService.Of(run, 20, "words", -1);
            MapService.MapReply map = worker.ask(w -> w.maps().map(new MapService.MapRequest(of, "pca", 3)))
                    .get(60, TimeUnit.SECONDS);
            assertThat(map.layer()).isEqualTo(2);
            assertThat(map.names()).contains("cat", "sat");
            long most = map.counts().getFirst();
            int group = map.group().getFirst();
            assertThat(most).isPositive();
            assertThat(group).as("a plain text has no classes").isEqualTo(-1);
            assertThat(java.util.Base64.getDecoder().decode(map.places()))
                    .hasSize(4 * 3 * map.names().size());
            assertThat(Path.of(map.folder()).resolve("map.npy")).isNotEmptyFile();
            JsonNode printed = json(command("represent", "run", "--nearest", "cat", "--count", "3", "--json"));
            MapService.NearReply near = worker.ask(w -> w.maps().nearest(new MapService.NearRequest(of, "cat", 3)))
                    .get(60, TimeUnit.SECONDS);
            assertThat(near.near().stream().map(MapService.Near::name).toList())
                    .isEqualTo(printed.path("nearest").path("neighbours").findValuesAsText("name"));
            MapService.PathReply path = worker.ask(w -> w.maps().path(new MapService.NearRequest(of, "cat", 3)))
                    .get(60, TimeUnit.SECONDS);
            assertThat(path.steps()).hasSize(3);
            MapService.SimilarityReply cka = worker.ask(w -> w.maps()
                            .similarity(new MapService.SimilarityRequest(
                                    run, 20, folder.resolve("other").toString(), null)))
                    .get(60, TimeUnit.SECONDS);
            assertThat(cka.rows()).isEqualTo(3);
            assertThat(cka.otherStep()).isEqualTo(20);
        }
    }

    @Test
    void badInputIsAnsweredWithWhatWouldBeRight() {
        assertThat(command("represent", "run", "--kind", "letters").err())
                .contains("--kind is letters, but must be one of: tokens, positions, words, sentences.");
        assertThat(command("represent", "run", "--layer", "7").err()).contains("layers 0 (its embedding) to 2, not 7");
        assertThat(command("represent", "run", "--kind", "positions", "--layer", "1")
                        .err())
                .contains("layer 0 only");
        assertThat(command("represent", "run", "--dimensions", "4").err()).contains("2 or 3 dimensions, not 4");
        assertThat(command("represent", "run", "--nearest", "dog").err()).contains("\"dog\" is not among");
        assertThat(command("represent", "run", "--arithmetic", "cat +").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(command("represent", "run", "--texts", "0").code()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
