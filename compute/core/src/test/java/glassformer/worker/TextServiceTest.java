package glassformer.worker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.answer.TinyModel;
import glassformer.blueprint.HeadSpec;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.generate.BeamTree;
import glassformer.inspect.Alignment;
import glassformer.inspect.Salience;
import glassformer.inspect.Surprise;
import glassformer.reference.ReplicaWorker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Models with layers, asked through a real worker process.
@Timeout(60)
class TextServiceTest {
    @TempDir
    Path folder = Path.of("");

    private final WorkerClient client = new WorkerClient(ReplicaWorker.command(), new WorkerEvents() {}, died -> {});

    @AfterEach
    void endWorker() {
        client.close();
    }

    @Test
    void aTranslationIsAlignedSearchedAndJudged() throws IOException {
        TinyModel tiny = TinyModel.of("transformer", "translation");
        String model = opened(tiny);
        Alignment alignment = ask(w -> w.texts().alignment(new WorkerService.TextRequest(model, "the cat")));
        assertThat(alignment).isEqualTo(Alignment.of(tiny.session(), tiny.tokenizer(), "the cat"));
        BeamTree tree = ask(w -> w.texts().beams(new TextService.BeamRequest(model, "the cat", 2, 1, 3)));
        assertThat(tree.hypotheses()).hasSize(2);
        assertThat(tree.nodes().getFirst().parent()).isEqualTo(-1);
        Surprise surprise = ask(w -> w.texts().surprise(new WorkerService.TextRequest(model, "the cat | the dog")));
        assertThat(surprise.method()).isEqualTo(Surprise.Method.TARGET_OF_SOURCE);
    }

    @Test
    void aClassIsExplainedByItsTokens() throws IOException {
        HeadSpec topics = new HeadSpec.Classes("topic", List.of("sea", "land"));
        TinyModel tiny = TinyModel.of("bert", "classification", topics);
        String model = opened(tiny);
        Salience found =
                ask(w -> w.texts().salience(new TextService.SalienceRequest(model, "the cat sat", null, "land")));
        Salience expected = Salience.of(tiny.session(), tiny.spec(), tiny.tokenizer(), "the cat sat", "topic", "land");
        assertThat(found.label()).isEqualTo("land");
        assertThat(found.tokens()).hasSameSizeAs(expected.tokens());
        for (int i = 0; i < expected.tokens().size(); i++) {
            assertThat(found.tokens().get(i).product())
                    .isCloseTo(expected.tokens().get(i).product(), within(1e-9));
        }
    }

    @Test
    void aMaskedModelJudgesATextWithEachTokenHidden() throws IOException {
        String model = opened(TinyModel.of("bert", "masked-language-model", new HeadSpec.MaskedTokens()));
        Surprise surprise = ask(w -> w.texts().surprise(new WorkerService.TextRequest(model, "the cat sat")));
        assertThat(surprise.method()).isEqualTo(Surprise.Method.MASKED_IN_TURN);
        assertThat(surprise.counted()).isEqualTo(surprise.tokens().size());
    }

    /// Saves a model and loads it in the worker.
    private String opened(TinyModel model) throws IOException {
        Files.writeString(folder.resolve("config.json"), HuggingFaceConfig.json(model.spec(), Map.of()));
        Files.writeString(folder.resolve("tokenizer.json"), model.tokenizer().toJson());
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
            new Safetensors(model.session().weights().tensors(), Map.of()).write(out);
        }
        return ask(w -> w.open(new WorkerService.OpenRequest(folder.toString(), null, "auto")))
                .model();
    }

    private <T> T ask(Function<WorkerService, CompletableFuture<T>> question) {
        return client.ask(question).orTimeout(30, SECONDS).join();
    }
}
