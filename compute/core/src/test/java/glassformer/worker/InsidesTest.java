package glassformer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.reference.ReferenceEngine;
import glassformer.run.Lab;
import glassformer.run.RunListener;
import glassformer.run.TinyLab;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Questions about the inside of one model that really has layers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsidesTest {
    private static final String TEXT = "the cat";

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
    private final Models models = new Models(engines, () -> new WorkerEvents() {});
    private String model = "";

    @BeforeAll
    void train(@TempDir Path folder) throws IOException {
        Lab lab = TinyLab.in(folder)
                .with("training.steps", 2)
                .with("training.evaluateEvery", 2)
                .with("training.evaluateBatches", 1)
                .with("training.checkpointEvery", 2)
                .with("training.schedule.warmupSteps", 1);
        Path run = folder.resolve("run");
        TrainingRun.start(lab, folder, run, engines, RunListener.SILENT, new TrainingControl());
        model = models.open(new WorkerService.OpenRequest(run.toString(), null, "auto"))
                .model();
    }

    @Test
    void softmaxOfTheScoresOfAHeadIsItsAttention() {
        WorkerService.LookReply look =
                models.insides().look(new WorkerService.LookRequest(model, TEXT, "decoder", 1, 0));
        float[] scores = floats(look.scores());
        float[] queries = floats(look.queries());
        float[] keys = floats(look.keys());
        float[] weights = floats(models.attention(new WorkerService.TextRequest(model, TEXT))
                .groups()
                .getFirst()
                .layers()
                .get(1));
        int length = TEXT.length();
        for (int q = 0; q < length; q++) {
            double sum = 0;
            for (int k = 0; k < length; k++) {
                sum += Math.exp(scores[q * length + k]);
            }
            for (int k = 0; k < length; k++) {
                assertThat(Math.exp(scores[q * length + k]) / sum).isCloseTo(weights[q * length + k], within(1e-5));
                double product = 0;
                for (int d = 0; d < look.size(); d++) {
                    product += queries[q * look.size() + d] * keys[k * look.size() + d];
                }
                if (k <= q) {
                    assertThat(product / Math.sqrt(look.size())).isCloseTo(scores[q * length + k], within(1e-5));
                } else {
                    assertThat(scores[q * length + k]).isEqualTo(Float.NEGATIVE_INFINITY);
                }
            }
        }
    }

    @Test
    void theScaledVariantIsTheModelsOwnAndRawScoresVaryMoreByTheHeadsSize() {
        WorkerService.LookRequest request = new WorkerService.LookRequest(model, TEXT, "decoder", 1, 0);
        WorkerService.VariantsReply reply = models.insides().variants(request);
        assertThat(reply.own()).isEqualTo("scaled");
        assertThat(reply.columns()).hasSize(TEXT.length()).isEqualTo(reply.rows());
        assertThat(reply.variants())
                .extracting(WorkerService.Variant::id)
                .containsExactly("raw", "scaled", "one-head", "multi-head");
        double scaled = Objects.requireNonNull(reply.variants().get(1).variance());
        assertThat(Objects.requireNonNull(reply.variants().getFirst().variance()))
                .isCloseTo(scaled * models.insides().look(request).size(), within(1e-6));
        float[] own = floats(models.attention(new WorkerService.TextRequest(model, TEXT))
                .groups()
                .getFirst()
                .layers()
                .get(1));
        float[] pattern = floats(reply.variants().get(1).pattern());
        for (int i = 0; i < pattern.length; i++) {
            assertThat(pattern[i]).isCloseTo(own[i], within(1e-5f));
        }
    }

    @Test
    void everySiteHasAHistogramOfAllItsNumbers() {
        WorkerService.ActivationsReply reply = models.insides().activations(new WorkerService.TextRequest(model, TEXT));
        assertThat(reply.tokens()).isEqualTo(TEXT.length());
        assertThat(reply.sites())
                .extracting(WorkerService.Site::name)
                .containsExactly(
                        "blocks.0.attn_out",
                        "blocks.0.mlp_post",
                        "blocks.0.resid_post",
                        "blocks.1.attn_out",
                        "blocks.1.mlp_post",
                        "blocks.1.resid_post");
        assertThat(reply.sites()).allSatisfy(site -> {
            assertThat(site.counts().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo((long) site.width() * TEXT.length());
            assertThat(site.dead() != null).isEqualTo(site.name().endsWith("mlp_post"));
        });
    }

    @Test
    void theLensHasARowForTheEmbeddingAndEachBlock() {
        WorkerService.LensReply lens = models.insides().lens(new WorkerService.TextRequest(model, TEXT));
        assertThat(lens.tokens()).containsExactly("t", "h", "e", " ", "c", "a", "t");
        assertThat(lens.rows()).extracting(WorkerService.LensRow::blocks).containsExactly(0, 1, 2);
        assertThat(lens.rows().getLast().guesses().getLast().target()).isNull();
        assertThat(lens.rows().getLast().guesses().getFirst().target()).isBetween(0.0, 1.0);
    }

    @Test
    void termsAddUpAndTheLikeliestTokenIsAskedForFirst() {
        WorkerService.ContributionsReply reply =
                models.insides().contributions(new WorkerService.ContributionsRequest(model, TEXT, -1, null));
        assertThat(reply.position()).isEqualTo(6);
        assertThat(reply.token()).isEqualTo(reply.choices().getFirst().id());
        assertThat(reply.terms().stream()
                        .mapToDouble(WorkerService.LogitTerm::value)
                        .sum())
                .isCloseTo(reply.logit(), within(1e-9));
        assertThat(reply.terms())
                .extracting(WorkerService.LogitTerm::source)
                .startsWith("embedding", "attention", "attention")
                .endsWith("biases");
    }

    @Test
    void anAblatedModelAnswersAndTheWholeOneStaysWhole() {
        WorkerService.AblateReply first =
                models.insides().ablate(new WorkerService.AblateRequest(model, TEXT, List.of("0.1", "1.ffn")));
        WorkerService.AblateReply none =
                models.insides().ablate(new WorkerService.AblateRequest(model, TEXT, List.of()));
        assertThat(first.lossBefore()).isNotNull().isEqualTo(none.lossAfter());
        assertThat(first.lossAfter()).isNotNull().isNotEqualTo(first.lossBefore());
        assertThat(none.textAfter()).isEqualTo(first.textBefore());
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> models.insides().look(new WorkerService.LookRequest(model, TEXT, "decoder", 0, 7)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("head 7");
        assertThatThrownBy(() ->
                        models.insides().contributions(new WorkerService.ContributionsRequest(model, TEXT, 99, null)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("99");
        assertThatThrownBy(() -> models.insides().ablate(new WorkerService.AblateRequest(model, TEXT, List.of("5.0"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("5.0");
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
