package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Device;
import glassformer.engine.Engines;
import glassformer.engine.MergedAdapters;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import glassformer.run.Checkpoint;
import glassformer.run.Lab;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training on from another run's weights: what is frozen stays as it is to the last bit.
class TransferTest {
    @TempDir
    private Path folder;

    @Test
    void frozenTensorsAreUnchangedToTheLastBitAndTheOthersAreNot() throws IOException {
        Path base = train("base", Map.of());
        Path run = train("frozen", Map.of("training.from", base.toString(), "training.frozenLayers", 1L));
        Map<String, Tensor> before = weights(base).tensors();
        Map<String, Tensor> after = weights(run).tensors();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        for (String name : after.keySet()) {
            boolean frozen = name.contains("embeddings") || name.contains("layer.0.");
            if (frozen) {
                assertThat(after.get(name).values()).as(name).isEqualTo(values(before, name));
            } else {
                assertThat(after.get(name).values()).as(name).isNotEqualTo(values(before, name));
            }
        }
    }

    @Test
    void onlyTheHeadLearnsWhereOnlyHeadsAreTrained() throws IOException {
        Path base = train("base", Map.of());
        Path run = train("head", Map.of("training.from", base.toString(), "training.onlyHeads", true));
        Map<String, Tensor> before = weights(base).tensors();
        weights(run).tensors().forEach((name, tensor) -> {
            boolean same = java.util.Arrays.equals(tensor.values(), values(before, name));
            assertThat(same).as(name).isEqualTo(!name.contains("classifier") && !name.contains("pooler"));
        });
    }

    @Test
    void adaptersLearnInPlaceOfWhatTheyAdaptAndMergeIntoIt() throws IOException {
        Path base = train("base", Map.of());
        Path run = train(
                "lora",
                Map.of("training.from", base.toString(), "training.lora.rank", 2L, "training.lora.target", "both"));
        Checkpoint checkpoint = new RunFolder(run).latestCheckpoint().orElseThrow();
        ModelSpec spec = checkpoint.spec();
        Blueprint plain = spec.config().blueprint(spec.heads());
        Weights trained = checkpoint.weights();
        Weights merged = MergedAdapters.of(spec.blueprint(), trained);
        Tokens text = Tokens.of(0, 70, 71, 72, 73, 2);
        try (DjlEngine engine = new DjlEngine()) {
            Device cpu = engine.devices().getFirst();
            try (ModelSession one = engine.open(spec.blueprint(), trained, cpu);
                    ModelSession two = engine.open(plain, merged.checked(plain), cpu)) {
                float[] adapted = one.logits(text, null, "classifier").values();
                float[] whole = two.logits(text, null, "classifier").values();
                for (int i = 0; i < adapted.length; i++) {
                    assertThat(whole[i]).isCloseTo(adapted[i], org.assertj.core.data.Offset.offset(1e-5f));
                }
            }
        }
        String query = "bert.encoder.layer.0.attention.self.query.weight";
        assertThat(trained.get(query).values())
                .isEqualTo(weights(base).get(query).values());
        assertThat(merged.get(query).values()).isNotEqualTo(trained.get(query).values());
    }

    @Test
    void aRunWithFrozenLayersGoesOnWhereItStopped() throws IOException {
        Path base = train("base", Map.of());
        Map<String, Object> frozen = Map.of("training.from", base.toString(), "training.frozenLayers", 1L);
        Path whole = train("whole", frozen);
        Path half = train("half", frozen, 10);
        try (Engines engines = new Engines()) {
            TrainingRun.resume(
                    half, Map.of("training.steps", "20"), engines, RunListener.SILENT, new TrainingControl());
        }
        Map<String, Tensor> expected = weights(whole).tensors();
        weights(half)
                .tensors()
                .forEach((name, tensor) -> assertThat(tensor.values()).as(name).isEqualTo(values(expected, name)));
    }

    @Test
    void sizesAreThoseOfTheModelAndHowNewHeadsPoolIsTheLabs() throws IOException {
        Path base = train("base", Map.of());
        Path run = train("mean", Map.of("training.from", base.toString(), "model.layers", 1L, "model.pooling", "mean"));
        assertThat(new RunFolder(run).lab().values().get("model.layers"))
                .isEqualTo(new RunFolder(base).lab().values().get("model.layers"));
        assertThat(new RunFolder(run).lab().values().text("model.pooling")).isEqualTo("mean");
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> train("gone", Map.of("training.from", "no/such/model")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no/such/model");
    }

    private Path train(String name, Map<String, Object> changed) throws IOException {
        return train(name, changed, 20);
    }

    private Path train(String name, Map<String, Object> changed, int steps) throws IOException {
        StringBuilder table = new StringBuilder("text,label\n");
        for (int i = 0; i < 20; i++) {
            table.append("a fish number ").append(i).append(",sea\n");
            table.append("a tree number ").append(i).append(",land\n");
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), table);
        Lab lab = Lab.initial(name)
                .with("task", "classification")
                .with("model.family", "bert")
                .with("model.layers", 2L)
                .with("model.heads", 2L)
                .with("model.dim", 16L)
                .with("model.contextLength", 24L)
                .with("tokenizer.vocabSize", 300L)
                .with("data.source", "file:" + file)
                .with("training.steps", (long) steps)
                .with("training.evaluateEvery", 20L)
                .with("training.checkpointEvery", 10L)
                .with("training.schedule.kind", "constant")
                .with("training.schedule.warmupSteps", 0L)
                .with("training.optimizer.learningRate", 0.003);
        for (Map.Entry<String, Object> change : changed.entrySet()) {
            lab = lab.with(change.getKey(), change.getValue());
        }
        Path run = folder.resolve(name);
        if (Files.exists(run)) {
            return run;
        }
        try (Engines engines = new Engines()) {
            TrainingRun.start(lab, folder, run, engines, RunListener.SILENT, new TrainingControl());
        }
        return run;
    }

    private static float[] values(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name).values();
    }

    private static Weights weights(Path run) {
        return new RunFolder(run).latestCheckpoint().orElseThrow().weights();
    }

    @Test
    void eachEarlierLayerLearnsMoreSlowlyWithLayerDecay() {
        Lab lab = Lab.initial("a")
                .with("task", "classification")
                .with("model.family", "bert")
                .with("training.layerDecay", 0.5);
        Blueprint blueprint =
                lab.model(300).blueprint(List.of(new glassformer.blueprint.HeadSpec.Classes("classifier", 2)));
        Map<String, Double> factors = lab.transfer().rates(blueprint).factors();
        assertThat(factors.get("classifier.weight")).isEqualTo(1);
        assertThat(factors.get("bert.encoder.layer.3.output.dense.weight")).isEqualTo(0.5);
        assertThat(factors.get("bert.encoder.layer.0.output.dense.weight")).isEqualTo(0.0625);
        assertThat(factors.get("bert.embeddings.word_embeddings.weight")).isEqualTo(0.03125);
    }
}
