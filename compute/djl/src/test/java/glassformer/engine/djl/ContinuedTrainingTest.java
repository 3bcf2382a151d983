package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.engine.Engines;
import glassformer.exchange.Json;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportListener;
import glassformer.export.ExportReport;
import glassformer.export.ExportRequest;
import glassformer.export.Exporters;
import glassformer.run.Lab;
import glassformer.run.Metric;
import glassformer.run.Probes;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.TinyLab;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run is exported in its middle; Python's torch goes on with it, and its losses are those that the run itself had.
class ContinuedTrainingTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void twoProcessesGoOnWithTheLossesOfTheRun() throws IOException, InterruptedException {
        inTwoProcesses(TinyLab.in(folder).with("model.dropout", 0.0).with("training.seed", 7L));
        assertThat(folder.resolve("out/continued/model.safetensors")).exists();
    }

    @Test
    void recordedTranslationsGoOnWithTheLossesOfTheRun() throws IOException, InterruptedException {
        PythonTorch python = PythonTorch.find();
        Path out = export(tabled("translation", "transformer"), python);
        PythonTorch.Said said =
                python.run(folder.resolve("log"), out.resolve("train.py").toString(), "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertSameLosses(said.out().lines().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "masked-language-model, bert",
        "masked-language-model, roberta",
        "masked-language-model, distilbert",
        "translation, transformer",
        "classification, bert",
        "classification, gpt",
        "token-classification, distilbert",
        "regression, roberta"
    })
    @Tag("slow")
    void twoProcessesGoOnWithEveryTask(String task, String family) throws IOException, InterruptedException {
        inTwoProcesses(
                task.startsWith("masked")
                        ? TinyLab.in(folder)
                                .with("task", task)
                                .with("tokenizer.kind", "wordpiece")
                                .with("tokenizer.vocabSize", 60L)
                                .with("model.family", family)
                                .with("model.contextLength", 16)
                                .with("model.dropout", 0.0)
                                .withProbes(Probes.NONE)
                        : tabled(task, family));
    }

    private Lab tabled(String task, String family) throws IOException {
        boolean translated = task.equals("translation");
        StringBuilder table = new StringBuilder(
                switch (task) {
                    case "translation" -> "source,target\n";
                    case "token-classification" -> "words,tags\n";
                    default -> "text,label\n";
                });
        for (int i = 0; i < 60; i++) {
            table.append(translated ? "" + i : "cat " + (i % 7))
                    .append(',')
                    .append(
                            switch (task) {
                                case "translation" ->
                                    "abcdefghij".substring(i % 10, i % 10 + 1).repeat(1 + i % 3);
                                case "token-classification" -> i % 2 == 0 ? "N E" : "N O";
                                case "regression" -> "" + i % 7;
                                default -> i % 2 == 0 ? "even" : "odd";
                            })
                    .append('\n');
        }
        Files.writeString(folder.resolve("table.csv"), table);
        return TinyLab.in(folder)
                .with("task", task)
                .with("model.family", family)
                .with("model.contextLength", 16)
                .with("model.dropout", 0.0)
                .with("tokenizer.kind", "bpe")
                .with("tokenizer.vocabSize", 300L)
                .with("data.source", "file:table.csv")
                .withProbes(Probes.NONE);
    }

    private void inTwoProcesses(Lab lab) throws IOException, InterruptedException {
        PythonTorch python = PythonTorch.find();
        Path out = export(lab, python);
        Path logs = folder.resolve("logs");
        PythonTorch.Said said = python.run(
                folder.resolve("log"),
                "-m",
                "torch.distributed.run",
                // Without these, torch 1.13 stumbles over newer Pythons.
                "--redirects",
                "1",
                "--tee",
                "2",
                "--log_dir",
                logs.toString(),
                "--nproc_per_node",
                "2",
                out.resolve("train.py").toString(),
                "--json");
        assertThat(said.code()).as(said.err()).isZero();
        try (Stream<Path> all = Files.walk(logs)) {
            Path first = all.filter(file -> file.endsWith(Path.of("0", "stdout.log")))
                    .findFirst()
                    .orElseThrow();
            assertSameLosses(Files.readAllLines(first, StandardCharsets.UTF_8));
        }
    }

    private Path export(Lab lab, PythonTorch python) {
        assertThat(python.python()).isNotEmpty();
        Path out = folder.resolve("out");
        try (Engines engines = new Engines()) {
            TrainingRun.start(lab, folder, folder.resolve("run"), engines, RunListener.SILENT, new TrainingControl());
            ExportReport report = new ExportJob(Exporters.standard(), engines)
                    .run(
                            new ExportRequest(
                                    folder.resolve("run"), 10, ExportFormat.PYTORCH, out, Map.of(), false, "cpu"),
                            ExportListener.SILENT);
            assertThat(report.check().maxDifference()).isLessThan(1e-4);
        }
        return out;
    }

    private void assertSameLosses(List<String> lines) {
        Map<Integer, Double> expected = new java.util.TreeMap<>();
        for (Metric metric : new RunFolder(folder.resolve("run")).metrics()) {
            if (metric.split().equals(Metric.TRAIN) && metric.step() > 10) {
                expected.put(metric.step(), metric.loss());
            }
        }
        assertThat(expected).hasSize(10);
        for (String line : lines) {
            JsonNode json = Json.readObject(line, "a line of train.py");
            if (json.has("loss")) {
                Double loss = expected.remove(json.path("step").asInt());
                assertThat(json.path("loss").asDouble()).as(line).isCloseTo(loss, within(2e-3));
            }
        }
        assertThat(expected).as("steps that were not done").isEmpty();
    }
}
