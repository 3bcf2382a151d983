package glassformer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.DeviceUnavailableException;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportJobTest {
    @TempDir
    Path folder = Path.of("");

    private Path model = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void make() throws IOException {
        Values values = Values.initial(new Schema(GptConfig.SETTINGS))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 6);
        ModelSpec spec =
                ModelSpec.of(GptConfig.of(values, ModelFolders.tokenizer().vocabSize()));
        model = ModelFolders.write(folder.resolve("model"), spec, 1);
        out = folder.resolve("made/out");
    }

    /// Writes one file, and checks as it is told.
    private record OneFile(double difference, Runnable midway) implements Exporter {
        @Override
        public ExportFormat format() {
            return ExportFormat.HUGGINGFACE;
        }

        @Override
        public Description description() {
            return new Description("a test", "a", "b", "c");
        }

        @Override
        public Optional<String> refusal(ExportSubject subject) {
            return difference < 0 ? Optional.of("A test cannot hold this.") : Optional.empty();
        }

        @Override
        public void write(ExportSource source, Path into, Progress progress) throws IOException {
            Files.writeString(into.resolve("file.txt"), "content");
            midway.run();
            progress.step(0.5);
        }

        @Override
        public ExportCheck check(ExportSource source, Path into, Progress progress) {
            return new ExportCheck("logits", 1, difference, 0.1);
        }

        @Override
        public String usage(ExportSubject subject) {
            return "";
        }
    }

    private ExportReport run(Exporter exporter, boolean overwrite, ExportListener listener) {
        return run(exporter, overwrite, listener, Long.MAX_VALUE);
    }

    private ExportReport run(Exporter exporter, boolean overwrite, ExportListener listener, long free) {
        return new ExportJob(new Exporters(List.of(exporter)), ModelFolders.engines(), Clock.systemUTC(), where -> free)
                .run(
                        new ExportRequest(model, null, ExportFormat.HUGGINGFACE, out, Map.of(), overwrite, "auto"),
                        listener);
    }

    private List<String> made() throws IOException {
        Path parent = java.util.Objects.requireNonNull(out.getParent());
        if (!Files.exists(parent)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> parent.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatTheCheckFoundStandsInTheCardAndInTheFile() throws IOException {
        run(new OneFile(0.025, () -> {}), false, ExportListener.SILENT);
        assertThat(made()).containsExactly("out/README.md", "out/export.json", "out/file.txt");
        assertThat(Files.readString(out.resolve("README.md"))).contains("logits differ by at most 0.025");
        assertThat(Files.readString(out.resolve("export.json")))
                .contains("\"maxDifference\" : 0.025")
                .contains("\"file.txt\"")
                .contains("\"sha256\"");
    }

    @Test
    void anExportThatComputesOtherwiseIsThrownAway() throws IOException {
        for (double difference : new double[] {0.2, Double.NaN}) {
            assertThatThrownBy(() -> run(new OneFile(difference, () -> {}), false, ExportListener.SILENT))
                    .isInstanceOf(ExportFailedException.class)
                    .hasMessageContaining("thrown away");
            assertThat(made()).isEmpty();
        }
    }

    @Test
    void aCancelledExportLeavesNothing() throws IOException {
        List<Boolean> stopped = new ArrayList<>();
        ExportListener listener = new ExportListener() {
            @Override
            public void progress(ExportStage stage, double fraction) {}

            @Override
            public boolean cancelled() {
                return !stopped.isEmpty();
            }
        };
        assertThatThrownBy(() -> run(new OneFile(0, () -> stopped.add(true)), false, listener))
                .isInstanceOf(CancellationException.class);
        assertThat(made()).isEmpty();
    }

    @Test
    void anExistingNameIsKeptUnlessItIsToBeReplaced() throws IOException {
        run(new OneFile(0.01, () -> {}), false, ExportListener.SILENT);
        assertThatThrownBy(() -> run(new OneFile(0.02, () -> {}), false, ExportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--overwrite");
        assertThat(Files.readString(out.resolve("export.json"))).contains("0.01");
        run(new OneFile(0.02, () -> {}), true, ExportListener.SILENT);
        assertThat(Files.readString(out.resolve("export.json"))).contains("0.02");
        assertThat(made()).hasSize(3);
    }

    @Test
    void whatIsNoExportIsNeverReplaced() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("thesis.txt"), "all my work");
        assertThatThrownBy(() -> run(new OneFile(0, () -> {}), true, ExportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is no export");
        assertThat(Files.readString(out.resolve("thesis.txt"))).isEqualTo("all my work");
    }

    @Test
    void aFailureInTheMiddleKeepsTheExportBefore() throws IOException {
        run(new OneFile(0.01, () -> {}), false, ExportListener.SILENT);
        assertThatThrownBy(() -> run(
                        new OneFile(0, () -> {
                            throw new IllegalStateException("broke");
                        }),
                        true,
                        ExportListener.SILENT))
                .hasMessage("broke");
        assertThat(Files.readString(out.resolve("export.json"))).contains("0.01");
        assertThat(made()).hasSize(3);
    }

    @Test
    void whatAKilledExportLeftIsGoneAfterTheNext() throws IOException {
        Path left = Files.createDirectories(out.resolveSibling(".out.exporting"));
        Files.writeString(left.resolve("half"), "half");
        run(new OneFile(0, () -> {}), false, ExportListener.SILENT);
        assertThat(made()).containsExactly("out/README.md", "out/export.json", "out/file.txt");
    }

    @Test
    void anExportThatWasKilledWhileItReplacedAnotherLeavesThatOne() throws IOException {
        run(new OneFile(0.01, () -> {}), false, ExportListener.SILENT);
        Files.move(out, out.resolveSibling(".out.replaced"));
        assertThatThrownBy(() -> run(new OneFile(0.02, () -> {}), false, ExportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--overwrite");
        assertThat(Files.readString(out.resolve("export.json"))).contains("0.01");
        assertThat(made()).containsExactly("out/README.md", "out/export.json", "out/file.txt");
    }

    @Test
    void aDiskThatIsTooFullIsSaidBeforeAnythingIsWritten() throws IOException {
        assertThatThrownBy(() -> run(new OneFile(0, () -> {}), false, ExportListener.SILENT, 1000))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("only 1000 are free");
        assertThat(made()).isEmpty();
    }

    @Test
    void aFormatThatCannotHoldTheModelRefusesBeforeAnyWork() throws IOException {
        assertThatThrownBy(() -> run(new OneFile(-1, () -> {}), false, ExportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessage("A test cannot hold this.");
        assertThat(made()).isEmpty();
    }

    @Test
    void whatTheEngineCannotWriteIsSaidBeforeAnyWork() {
        ExportRequest request = new ExportRequest(model, null, ExportFormat.TORCHSCRIPT, out, Map.of(), false, "auto");
        assertThatThrownBy(() ->
                        new ExportJob(Exporters.standard(), ModelFolders.engines()).run(request, ExportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("writes no TorchScript");
        assertThat(out.getParent()).doesNotExist();
    }

    @Test
    void aDeviceThatIsNotThereIsSaidBeforeAnyWork() {
        ExportRequest request =
                new ExportRequest(model, null, ExportFormat.HUGGINGFACE, out, Map.of(), false, "cuda:7");
        assertThatThrownBy(() ->
                        new ExportJob(Exporters.standard(), ModelFolders.engines()).run(request, ExportListener.SILENT))
                .isInstanceOf(DeviceUnavailableException.class);
        assertThat(out.getParent()).doesNotExist();
    }

    @Test
    void progressGoesUpToTheEnd() {
        List<Double> fractions = new ArrayList<>();
        run(new OneFile(0, () -> {}), false, (stage, fraction) -> fractions.add(fraction));
        assertThat(fractions).isSorted();
        assertThat(fractions.getLast()).isEqualTo(1);
    }
}
