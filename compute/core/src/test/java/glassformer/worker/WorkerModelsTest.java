package glassformer.worker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.engine.DeviceUnavailableException;
import glassformer.generate.BeamTree;
import glassformer.generate.CacheComparison;
import glassformer.generate.Distribution;
import glassformer.generate.SamplingOptions;
import glassformer.inspect.Surprise;
import glassformer.run.Evaluations;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.TinyLab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Questions about one trained model in one worker.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerModelsTest {
    private final Recorder events = new Recorder();
    private final WorkerClient client = new WorkerClient(BigramWorker.command(), events, sentence -> {});
    private Path folder = Path.of("");
    private Lab lab = Lab.initial("unset");
    private String model = "";

    @BeforeAll
    void trainAndOpen(@TempDir Path temporary) throws IOException {
        folder = temporary;
        lab = TinyLab.in(folder);
        String run = folder.resolve("trained").toString();
        ask(w -> w.train(new WorkerService.TrainRequest(LabFile.json(lab), folder.toString(), run)));
        events.finished.orTimeout(30, SECONDS).join();
        model = ask(w -> w.open(new WorkerService.OpenRequest(run, null, "auto")))
                .model();
    }

    @AfterAll
    void endWorker() {
        client.close();
    }

    @Test
    void everyTokenComesWithTheTenLikeliest() {
        WorkerService.Generated text = ask(w -> w.generate(generation(model, "mine", 8)));
        var tokens = events.tokens.stream()
                .filter(token -> token.id().equals("mine"))
                .toList();
        assertThat(tokens).hasSize(8).allSatisfy(token -> {
            assertThat(token.top()).hasSize(10);
            assertThat(token.top().getFirst().probability())
                    .isGreaterThanOrEqualTo(token.top().get(1).probability());
        });
        assertThat(String.join("", tokens.stream().map(WorkerEvents.Token::text).toList()))
                .isEqualTo(text.text());
    }

    @Test
    void anEvaluationIsKeptInTheRun() {
        Path run = folder.resolve("trained");
        WorkerService.Judged judged = ask(
                w -> w.evaluate(new WorkerService.EvaluateRequest(run.toString(), null, "train", null, "auto", false)));
        assertThat(judged.name()).isEqualTo("train-step-20");
        assertThat(new Evaluations(run).read(judged.name()).measures()).containsKey("bitsPerByte");
        assertThat(events.evaluating).isNotEmpty().allMatch(phase -> phase.run().equals(run.toString()));
    }

    @Test
    void anEvaluationNeedsDataThatIsThere() {
        String run = folder.resolve("trained").toString();
        assertThatThrownBy(() -> ask(
                        w -> w.evaluate(new WorkerService.EvaluateRequest(run, null, null, "none.txt", "auto", false))))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no file none.txt");
    }

    @Test
    void generationCanBeCancelled() throws Exception {
        CompletableFuture<WorkerService.Generated> answer =
                client.ask(w -> w.generate(generation(model, "long", 1_000_000)));
        while (events.tokens.stream().noneMatch(token -> token.id().equals("long"))) {
            Thread.sleep(5);
        }
        ask(w -> w.cancelGenerate(new WorkerService.CancelRequest("long")));
        WorkerService.Generated text = answer.orTimeout(10, SECONDS).join();
        assertThat(text.cancelled()).isTrue();
        assertThat(text.tokens()).isBetween(1, 999_999);
    }

    @Test
    void attentionRowsAddUpToOne() {
        WorkerService.AttentionReply reply = ask(w -> w.attention(new WorkerService.TextRequest(model, "the cat")));
        WorkerService.Patterns decoder = reply.groups().getFirst();
        assertThat(decoder.kind()).isEqualTo("decoder");
        assertThat(String.join("", decoder.rows())).isEqualTo("the cat");
        assertThat(decoder.columns()).isEqualTo(decoder.rows());
        assertThat(decoder.layers()).hasSize(2).allSatisfy(layer -> {
            float[] values = floats(layer);
            assertThat(values).hasSize(2 * 7 * 7);
            double row = 0;
            for (int key = 0; key < 7; key++) {
                row += values[6 * 7 + key];
            }
            assertThat(row).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
        });
    }

    @Test
    void surpriseOfATextComesWithItsPerplexity() {
        Surprise surprise = ask(w -> w.texts().surprise(new WorkerService.TextRequest(model, "the cat sat on mat")));
        assertThat(surprise.tokens()).hasSize(18);
        assertThat(surprise.tokens().getFirst().bits()).isNull();
        assertThat(surprise.tokens().get(1).likeliest()).hasSize(5);
        assertThat(surprise.perplexity()).isGreaterThan(1);
        assertThat(surprise.stride()).isEqualTo(4);
        assertThatThrownBy(() -> ask(w -> w.texts().surprise(new WorkerService.TextRequest(model, ""))))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("has 0 tokens");
    }

    @Test
    void theNextTokensScoresFollowAnyTokens() {
        WorkerService.Generated text = ask(w -> w.generate(generation(model, "five", 5)));
        List<Integer> ids = events.tokens.stream()
                .filter(token -> token.id().equals("five"))
                .map(WorkerEvents.Token::token)
                .toList();
        TextService.NextScores next =
                ask(w -> w.texts().next(new TextService.NextRequest(model, "the ", ids.subList(0, 4))));
        Distribution distribution = new Distribution(floats(next.logits()), floats(next.logits()).length);
        SamplingOptions options = new SamplingOptions(1, 0, 1, 7, 5);
        assertThat(distribution.draw(options, SplitMix64.uniform(7, 4))).isEqualTo(ids.get(4));
        assertThat(String.join("", next.pieces())).isEqualTo(text.text().substring(0, 4));
        assertThat(next.names()).isNotEmpty();
    }

    @Test
    void beamsComeAsATree() {
        BeamTree tree = ask(w -> w.texts().beams(new TextService.BeamRequest(model, "the ", 2, 1, 3)));
        assertThat(tree.hypotheses()).hasSize(2);
        assertThat(tree.nodes()).hasSize(3 + 6 + 6);
    }

    @Test
    void theCacheChangesNothingButTheTime() {
        CacheComparison found = ask(w -> w.texts().compareCache(generation(model, "cache", 20)));
        assertThat(found.different()).isEqualTo(-1);
        assertThat(found.cached()).hasSize(20);
        assertThat(found.uncached()).hasSize(20);
    }

    @Test
    void twoModelsAnswerInStep() {
        TextService.Beside both = ask(w ->
                w.texts().sideBySide(new TextService.BesideRequest(List.of(model, model), generation("", "two", 6))));
        assertThat(both.texts().get(0)).isEqualTo(both.texts().get(1)).isNotEmpty();
        List<String> order = events.tokens.stream()
                .map(WorkerEvents.Token::id)
                .filter(id -> id.startsWith("two/"))
                .toList();
        assertThat(order).hasSize(12).startsWith("two/0", "two/1", "two/0", "two/1");
    }

    @Test
    void whatAModelCannotTellIsSaid() {
        assertThatThrownBy(() -> ask(w -> w.texts().alignment(new WorkerService.TextRequest(model, "a"))))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("encoder-decoder");
        assertThatThrownBy(() -> ask(w -> w.texts().salience(new TextService.SalienceRequest(model, "a", null, null))))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("no head");
    }

    @Test
    void calibrationMeasuresAStep() {
        WorkerService.Calibration measured =
                ask(w -> w.calibrate(new WorkerService.CalibrateRequest(LabFile.json(lab), "cpu")));
        assertThat(measured.device()).isEqualTo("cpu");
        assertThat(measured.steps()).isPositive();
        assertThat(measured.millisecondsPerStep()).isPositive();
    }

    @Test
    void failuresKeepTheirKindAndSentence() {
        assertThatThrownBy(() -> ask(w -> w.open(new WorkerService.OpenRequest(folder.toString(), null, "auto"))))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("neither a run nor a checkpoint");
        assertThatThrownBy(() -> ask(w -> w.calibrate(new WorkerService.CalibrateRequest(LabFile.json(lab), "cuda:7"))))
                .hasCauseInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("cuda:7");
        assertThatThrownBy(() -> ask(WorkerService::pause))
                .hasCauseInstanceOf(BadInputException.class)
                .hasMessageContaining("No training is running.");
    }

    private static WorkerService.GenerateRequest generation(String model, String id, int tokens) {
        return new WorkerService.GenerateRequest(model, id, "the ", 1, 0, 1, 7, tokens);
    }

    private <T> T ask(Function<WorkerService, CompletableFuture<T>> question) {
        return client.ask(question).orTimeout(30, SECONDS).join();
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
