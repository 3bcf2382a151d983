package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.OptimizerState;
import glassformer.engine.Weights;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.text.CharTokenizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
    @TempDir
    Path folder = Path.of("");

    private final Tokenizer tokenizer = CharTokenizer.train(Documents.of(List.of("abc")), Progress.none());
    private final GptConfig config = GptConfig.of(
            Values.initial(new Schema(GptConfig.SETTINGS))
                    .with("model.layers", 1)
                    .with("model.heads", 2)
                    .with("model.dim", 4),
            tokenizer.vocabSize());
    private final Weights weights = Weights.initial(config.blueprint(), 3);
    private final OptimizerState optimizer =
            new OptimizerState(5, Map.of("exp_avg", weights, "exp_avg_sq", Weights.initial(config.blueprint(), 4)));

    @Test
    void checkpointComesBackAsItWasWritten() {
        Checkpoint written = writer(Long.MAX_VALUE).write(new TrainingEvent.CheckpointDue(5, weights, optimizer), 1.5);
        written.validate();
        assertThat(written.spec().config()).isEqualTo(config);
        assertThat(written.tokenizer().encode("cab")).isEqualTo(tokenizer.encode("cab"));
        assertThat(written.optimizer().steps()).isEqualTo(5);
        for (String name : weights.tensors().keySet()) {
            assertThat(written.weights().get(name).values())
                    .isEqualTo(weights.get(name).values());
            optimizer.memory().forEach((kind, expected) -> assertThat(
                            Objects.requireNonNull(written.optimizer().memory().get(kind))
                                    .get(name)
                                    .values())
                    .isEqualTo(expected.get(name).values()));
        }
    }

    @Test
    void whatTensorsMissedAndTheirLiveWeightsComeBack() {
        String late = weights.tensors().keySet().iterator().next();
        OptimizerState state = new OptimizerState(5, Map.of("sum", weights), weights, Map.of(late, 3L));
        Checkpoint written = writer(Long.MAX_VALUE).write(new TrainingEvent.CheckpointDue(5, weights, state), 1.5);
        assertThat(written.optimizer().missed()).isEqualTo(Map.of(late, 3L));
        assertThat(written.optimizer().stepsOf(late)).isEqualTo(2);
        assertThat(written.optimizer().live().get(late).values())
                .isEqualTo(weights.get(late).values());
    }

    @Test
    void fullDiskIsSaidBeforeAnythingIsWritten() throws IOException {
        assertThatThrownBy(() -> writer(1000).write(new TrainingEvent.CheckpointDue(5, weights, optimizer), 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching(".*step-5 needs \\d+ bytes, but only 1000 are free on that disk\\.");
        try (var left = Files.list(folder.resolve("checkpoints"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void failedWriteLeavesNothingBehind() throws IOException {
        // A file stands where the checkpoints' folder should be.
        Files.writeString(folder.resolve("checkpoints"), "in the way");
        assertThatThrownBy(
                        () -> writer(Long.MAX_VALUE).write(new TrainingEvent.CheckpointDue(5, weights, optimizer), 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("step-5 cannot be written: ");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("checkpoints"));
        }
    }

    @Test
    void everyDamagedFileIsNamed() throws IOException {
        Checkpoint written = writer(Long.MAX_VALUE).write(new TrainingEvent.CheckpointDue(5, weights, optimizer), 0);
        for (String name : Checkpoint.FILES) {
            Path file = written.folder().resolve(name);
            byte[] good = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(good, good.length - 1));
            assertThatThrownBy(written::validate)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(name);
            byte[] changed = good.clone();
            changed[good.length / 2] ^= 4;
            Files.write(file, changed);
            assertThatThrownBy(written::validate).hasMessageContaining(name);
            Files.delete(file);
            assertThatThrownBy(written::validate).hasMessageContaining("has no " + name);
            Files.write(file, good);
        }
        written.validate();
    }

    private CheckpointWriter writer(long freeBytes) {
        return new CheckpointWriter(
                folder.resolve("checkpoints"),
                new CheckpointWriter.Origin(
                        ModelSpec.of(config),
                        tokenizer,
                        new Checkpoint.Origin(1, "print", "settings", "test", "cpu", 1)),
                path -> freeBytes,
                WriteGate.OPEN);
    }
}
