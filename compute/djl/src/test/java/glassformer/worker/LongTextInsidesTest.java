package glassformer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.engine.Engines;
import glassformer.run.Lab;
import glassformer.run.RunListener;
import glassformer.run.TinyLab;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Questions about texts that are too long for matrices of all heads.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongTextInsidesTest {
    private final Engines engines = new Engines();
    private final Models models = new Models(engines, () -> new WorkerEvents() {});
    private String model = "";

    @BeforeAll
    void train(@TempDir Path folder) throws IOException {
        Lab lab = TinyLab.in(folder)
                .with("model.layers", 1)
                .with("model.heads", 1)
                .with("model.dim", 2)
                .with("model.contextLength", 4200)
                .with("model.position", "rotary")
                .with("training.steps", 1)
                .with("training.batchSize", 1)
                .with("training.accumulation", 1)
                .with("training.evaluateEvery", 1)
                .with("training.evaluateBatches", 1)
                .with("training.checkpointEvery", 1)
                .with("training.schedule.warmupSteps", 1);
        Files.writeString(folder.resolve("text.txt"), "the cat sat on mat. ".repeat(4000));
        Path run = folder.resolve("run");
        TrainingRun.start(lab, folder, run, engines, RunListener.SILENT, new TrainingControl());
        model = models.open(new WorkerService.OpenRequest(run.toString(), null, "auto"))
                .model();
    }

    @AfterAll
    void close() {
        models.closeAll();
        engines.close();
    }

    private WorkerService.LookRequest of(int tokens) {
        return new WorkerService.LookRequest(
                model, "the cat sat on mat. ".repeat(300).substring(0, tokens), "decoder", 0, 0);
    }

    @Test
    void moreThan1024TokensHaveTheVariantsOfTheHeadAlone() {
        assertThat(models.insides().variants(of(1024)).variants()).hasSize(4);
        WorkerService.VariantsReply reply = models.insides().variants(of(1025));
        assertThat(reply.variants()).extracting(WorkerService.Variant::id).containsExactly("raw", "scaled");
        float[] pattern = floats(reply.variants().get(1).pattern());
        assertThat(pattern).hasSize(1025 * 1025);
        double last = 0;
        for (int k = 0; k < 1025; k++) {
            last += pattern[1024 * 1025 + k];
        }
        assertThat(last).isCloseTo(1, within(1e-5));
        assertThat(floats(models.insides().look(of(1025)).scores())).hasSize(1025 * 1025);
    }

    @Test
    void moreThan4096TokensAreRefused() {
        assertThatThrownBy(() -> models.insides().variants(of(4097)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has 4097 tokens, but scores are shown of up to 4096");
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
