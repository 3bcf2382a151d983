package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.Engines;
import glassformer.engine.LossScale;
import glassformer.engine.OptimizerState;
import glassformer.engine.Tensor;
import glassformer.run.Lab;
import glassformer.run.Metric;
import glassformer.run.Probes;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.TrainingRun;
import glassformer.train.Trainer;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that was killed and goes on ends as one that never stopped, to the last byte, whatever it learns.
class ResumedRunsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "next sentences",
                "translation-language-model",
                "multi-task",
                "unfreezing between checkpoints",
                "unfreezing at a checkpoint",
                "float16"
            })
    void aKilledRunGoesOnToTheSameBytes(String what) throws IOException {
        Lab lab = lab(what);
        lab.validate();
        train(lab, "whole", RunListener.SILENT);
        assertThatThrownBy(() -> train(lab, "broken", killedAt(13))).isInstanceOf(Killed.class);
        assertThat(run("broken").checkpointSteps()).containsExactly(0, 10);
        try (Engines engines = new Engines()) {
            TrainingRun.resume(folder.resolve("broken"), Map.of(), engines, RunListener.SILENT, new TrainingControl());
        }
        assertThat(files("broken")).isEqualTo(files("whole"));
        assertThat(losses("broken")).isEqualTo(losses("whole"));
        assertThat(probes("whole")).containsKeys("probes.jsonl", "step-20.safetensors");
        assertThat(probes("broken")).isEqualTo(probes("whole"));
    }

    @Test
    void theLossScaleIsInTheCheckpointAndAMetricAndWeightsAreFloat32() throws IOException {
        train(lab("float16"), "run", RunListener.SILENT);
        LossScale kept = run("run").checkpoint(20).optimizer().lossScale();
        assertThat(kept.goodSteps()).isBetween(1, 20);
        List<Double> scales = run("run").metrics().stream()
                .filter(metric -> metric.split().equals(Metric.TRAIN))
                .map(metric -> Objects.requireNonNull(metric.measures().get(Trainer.LOSS_SCALE)))
                .toList();
        assertThat(scales).hasSize(20).last().isEqualTo(kept.value());
        String header = Files.readString(
                run("run").checkpoint(20).folder().resolve("model.safetensors"), StandardCharsets.ISO_8859_1);
        assertThat(header).contains("\"F32\"").doesNotContain("\"F16\"");
    }

    @Test
    void whatIsNotYetUnfrozenIsUnchangedToTheLastBit() throws IOException {
        train(lab("unfreezing between checkpoints"), "run", RunListener.SILENT);
        Map<String, Tensor> start = run("run").checkpoint(0).weights().tensors();
        Map<String, Tensor> middle = run("run").checkpoint(10).weights().tensors();
        Map<String, Tensor> end = run("run").checkpoint(20).weights().tensors();
        OptimizerState state = run("run").checkpoint(20).optimizer();
        for (String name : start.keySet()) { // the last block after 7 steps, the first after 14, embeddings after 21
            boolean head = name.contains("classifier") || name.contains("pooler");
            boolean last = name.contains("layer.1.");
            boolean embeddings = name.contains("embeddings");
            assertThat(same(start, middle, name)).as(name).isEqualTo(!head && !last);
            assertThat(same(start, end, name)).as(name).isEqualTo(embeddings);
            assertThat(Objects.requireNonNull(state.memory().get("exp_avg"))
                            .tensors()
                            .containsKey(name))
                    .as(name)
                    .isEqualTo(!embeddings);
            if (!embeddings) {
                assertThat(state.stepsOf(name)).as(name).isEqualTo(head ? 20 : last ? 13 : 6);
            }
        }
    }

    @Test
    void aHeadThatIsTheEmbeddingCannotBeginAlone() throws IOException {
        Lab lab = Lab.initial("gpt")
                .with("data.source", "file:" + books())
                .with("model.layers", 1L)
                .with("model.heads", 1L)
                .with("model.dim", 8L)
                .with("model.contextLength", 8L)
                .with("tokenizer.vocabSize", 300L)
                .with("training.unfreezeEvery", 5L);
        assertThatThrownBy(() -> train(lab, "run", RunListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Nothing of the model would be trained at first")
                .hasMessageContaining("model.tiedHead");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private Lab lab(String what) throws IOException {
        Lab lab =
                switch (what) {
                    case "next sentences" -> sentences();
                    case "translation-language-model" ->
                        Lab.initial("a")
                                .with("task", what)
                                .with("model.family", "roberta")
                                .with("data.source", "file:" + table("source,target", "left %d,gauche %d"));
                    case "multi-task" ->
                        Lab.initial("a")
                                .with("task", what)
                                .with("model.family", "distilbert")
                                .with("data.labelColumns", "topic, size")
                                .with("data.taskWeights", "1, 0.5")
                                .with("data.source", "file:" + table("text,topic,size", "fish %d,t%2$d,%d.5"));
                    case "float16" ->
                        sentences()
                                .with("model.dropout", 0.1)
                                .with("training.precision", "float16")
                                .with("training.activationCheckpointing", true);
                    case "unfreezing between checkpoints" -> classes().with("training.unfreezeEvery", 7L);
                    case "unfreezing at a checkpoint" ->
                        classes().with("training.unfreezeEvery", 5L).with("training.layerDecay", 0.8);
                    default -> throw new IllegalArgumentException(what);
                };
        return lab.with("model.layers", what.startsWith("unfreezing") ? 2L : 1L)
                .with("model.heads", 2L)
                .with("model.dim", 16L)
                .with("model.contextLength", 24L)
                .with("tokenizer.vocabSize", 300L)
                .with("data.validationFraction", 0.3)
                .with("training.steps", 20L)
                .with("training.batchSize", 4L)
                .with("training.accumulation", 2L)
                .with("training.evaluateEvery", 5L)
                .with("training.checkpointEvery", 10L)
                .with("training.schedule.warmupSteps", 2L)
                .with("training.optimizer.learningRate", 0.01)
                .withProbes(new Probes("left 1 | part 2", "", 0));
    }

    private Lab sentences() throws IOException {
        return Lab.initial("a")
                .with("task", "masked-language-model")
                .with("model.family", "bert")
                .with("data.nextSentence", true)
                .with("data.source", "file:" + books());
    }

    private Lab classes() throws IOException {
        return Lab.initial("a")
                .with("task", "classification")
                .with("model.family", "bert")
                .with("data.source", "file:" + table("text,label", "fish %d,t%2$d"));
    }

    private Path books() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int book = 0; book < 20; book++) {
            for (int part = 1; part <= 4; part++) {
                text.append("Part ")
                        .append(part)
                        .append(" of book ")
                        .append(book)
                        .append(". ");
            }
            text.append("\n\n");
        }
        return Files.writeString(folder.resolve("books.txt"), text);
    }

    /// @param row with the row's number and the rest of its division by two
    private Path table(String header, String row) throws IOException {
        StringBuilder table = new StringBuilder(header).append('\n');
        for (int i = 0; i < 40; i++) {
            String two = row.replace("%2$d", "" + i % 2);
            table.append(two.replace("%d", "" + i)).append('\n');
        }
        return Files.writeString(folder.resolve("rows.csv"), table);
    }

    private void train(Lab lab, String name, RunListener listener) {
        try (Engines engines = new Engines()) {
            TrainingRun.start(lab, folder, folder.resolve(name), engines, listener, new TrainingControl());
        }
    }

    private RunFolder run(String name) {
        return new RunFolder(folder.resolve(name));
    }

    private static boolean same(Map<String, Tensor> one, Map<String, Tensor> other, String name) {
        return Arrays.equals(
                Objects.requireNonNull(one.get(name)).values(),
                Objects.requireNonNull(other.get(name)).values());
    }

    /// Of the checkpoints, but for the times.
    private Map<String, String> files(String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Path root = folder.resolve(name).resolve("checkpoints");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                contents.put(
                        root.relativize(file).toString(),
                        file.endsWith("trainer.json") ? text.replaceAll("\"(seconds|self)\" : [^,\n]*", "") : text);
            }
        }
        return contents;
    }

    /// What was stored of the probe sentence.
    private Map<String, String> probes(String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Path root = folder.resolve(name);
        try (Stream<Path> files =
                Stream.concat(Stream.of(root.resolve("probes.jsonl")), Files.list(root.resolve("attention")))) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private List<String> losses(String name) {
        return run(name).metrics().stream()
                .map(metric -> {
                    Map<String, Double> measures = new TreeMap<>(metric.measures());
                    measures.remove(Metric.RESIDENT_BYTES); // like times, it differs from run to run
                    return metric.step() + metric.split() + metric.loss() + measures;
                })
                .toList();
    }

    private static RunListener killedAt(int step) {
        return new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped && event.step() == step) {
                    throw new Killed();
                }
            }
        };
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
