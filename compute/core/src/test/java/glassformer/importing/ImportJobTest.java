package glassformer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.export.ModelFolders;
import glassformer.export.Probe;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.run.TrainedModel;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportJobTest {
    @TempDir
    Path folder = Path.of("");

    private Path model = Path.of("");
    private Path runs = Path.of("");

    @BeforeEach
    void make() throws IOException {
        Values values = Values.initial(new Schema(GptConfig.SETTINGS))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 6);
        ModelSpec spec =
                ModelSpec.of(GptConfig.of(values, ModelFolders.tokenizer().vocabSize()));
        model = ModelFolders.write(folder.resolve("my model"), spec, 1);
        runs = folder.resolve("runs");
    }

    private ImportRequest request() {
        return new ImportRequest(model, runs, null, false);
    }

    @Test
    void aModelsFolderBecomesARunWithTheSameLogits() {
        ImportReport report = new ImportJob().run(request(), ImportListener.SILENT);
        Path run = runs.resolve("my-model");
        assertThat(report.plan().target()).isEqualTo(run);
        assertThat(report.plan().name()).isEqualTo("my model");
        assertThat(report.plan().family()).isEqualTo("gpt");
        assertThat(report.plan().heads()).containsExactly("lm");
        RunFolder made = new RunFolder(run);
        assertThat(made.status().state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(made.resultStep()).isZero();
        assertThat(made.lab().values().whole("model.dim")).isEqualTo(8);
        assertThat(made.lab().name()).isEqualTo("my model");
        assertThat(run.resolve("import.json")).content().contains("\"format\" : \"huggingface\"");
        assertSameLogits(model, run);
    }

    static void assertSameLogits(Path one, Path other) {
        try (TrainedModel before = TrainedModel.open(one, null, ModelFolders.engines(), "auto");
                TrainedModel after = TrainedModel.open(other, null, ModelFolders.engines(), "auto")) {
            Probe probe = Probe.of(before.spec().blueprint()).get(1);
            assertThat(after.spec()).isEqualTo(before.spec());
            for (var head : before.spec().blueprint().heads()) {
                Tensor expected = before.session().logits(probe.input(), probe.decoder(), head.name());
                Tensor found = after.session().logits(probe.input(), probe.decoder(), head.name());
                assertThat(found.values()).isEqualTo(expected.values());
            }
        }
    }

    @Test
    void oneSafetensorsFileIsImportedWithWhatLiesBesideIt() throws IOException {
        Path other = Files.move(model.resolve("model.safetensors"), model.resolve("epoch-3.safetensors"));
        ImportPlan plan = new ImportJob().plan(new ImportRequest(other, runs, null, false));
        assertThat(plan.kind()).isEqualTo(ImportKind.SAFETENSORS);
        assertThat(plan.target()).isEqualTo(runs.resolve("epoch-3"));
        assertThat(runs).doesNotExist();
        new ImportJob().run(new ImportRequest(other, runs, null, false), ImportListener.SILENT);
        Files.move(other, model.resolve("model.safetensors"));
        assertSameLogits(model, runs.resolve("epoch-3"));
    }

    @Test
    void anImportedModelIsTrainedFurther() throws IOException {
        new ImportJob().run(request(), ImportListener.SILENT);
        Path run = runs.resolve("my-model");
        assertThat(run.resolve(new RunFolder(run).lab().transfer().from()).resolve("model.safetensors"))
                .isRegularFile();
    }

    @Test
    void whatIsThereStaysUnlessAnEarlierImportMayBeReplaced() throws IOException {
        new ImportJob().run(request(), ImportListener.SILENT);
        Path mark = runs.resolve("my-model/mark");
        Files.writeString(mark, "mine");
        assertThat(new ImportJob().plan(request()).taken()).isTrue();
        assertThatThrownBy(() -> new ImportJob().run(request(), ImportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("exists: choose another folder")
                .hasMessageContaining("nothing was overwritten");
        assertThat(mark).exists();
        new ImportJob().run(new ImportRequest(model, runs, null, true), ImportListener.SILENT);
        assertThat(mark).doesNotExist();
        Files.delete(runs.resolve("my-model/import.json"));
        assertThatThrownBy(() -> new ImportJob().run(new ImportRequest(model, runs, null, true), ImportListener.SILENT))
                .hasMessageContaining("exists and is no import");
    }

    @Test
    void anImportThatIsInterruptedAnywhereLeavesNothing() throws IOException {
        List<Double> fractions = new ArrayList<>();
        new ImportJob().run(request(), (stage, fraction) -> fractions.add(fraction));
        assertThat(fractions).isSorted().last().isEqualTo(1.0);
        for (int stop = 1; stop < fractions.size() - 1; stop++) {
            Path target = folder.resolve("other/" + stop);
            Stopping listener = new Stopping(stop);
            assertThatThrownBy(() -> new ImportJob().run(new ImportRequest(model, runs, target, false), listener))
                    .isInstanceOf(CancellationException.class);
            try (Stream<Path> left = Files.list(folder.resolve("other"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    /// Stops after so many reports.
    private static final class Stopping implements ImportListener {
        private int left;

        Stopping(int left) {
            this.left = left;
        }

        @Override
        public void progress(ImportStage stage, double fraction) {
            left--;
        }

        @Override
        public boolean cancelled() {
            return left <= 0;
        }
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsWritten() {
        ImportJob job = new ImportJob(Clock.systemUTC(), where -> 1000);
        assertThatThrownBy(() -> job.run(request(), ImportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("only 1000 are free");
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void whatCannotBeImportedIsSaidInOneSentence() throws IOException {
        assertRefused(folder.resolve("nothing"), "There is no file or folder");
        assertRefused(Files.createDirectory(folder.resolve("empty")), "there is no config.json in it");
        assertRefused(Files.writeString(folder.resolve("a.pt"), "pickle"), "cannot be imported");
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("lab.json"), "{}");
        assertRefused(run, "open it as it is");
        Files.delete(model.resolve("tokenizer.json"));
        assertRefused(model, "There is no tokenizer");
    }

    @Test
    void aWeightThatIsNoNumberIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(model.resolve("model.safetensors"));
        for (int i = bytes.length - 4; i < bytes.length; i++) {
            bytes[i] = (byte) 0xff;
        }
        Files.write(model.resolve("model.safetensors"), bytes);
        assertRefused(model, "holds the value NaN");
    }

    private void assertRefused(Path source, String why) {
        assertThatThrownBy(
                        () -> new ImportJob().run(new ImportRequest(source, runs, null, false), ImportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why)
                .message()
                .endsWith(".")
                .doesNotContain("\n");
        if (Files.exists(runs)) {
            assertThat(runs).isEmptyDirectory();
        }
    }
}
