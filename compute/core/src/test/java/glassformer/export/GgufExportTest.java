package glassformer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import glassformer.gguf.LlamaCppFile;
import glassformer.reference.ReferenceModel;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random architectures through the whole way of an export as GGUF: what llama.cpp would compute from the file is what
/// the reference computes, and what GGUF cannot hold is refused before anything is written.
class GgufExportTest {
    private static final int HELD = 50;

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsHeldComputesTheSameAndTheRestIsRefusedAtOnce() throws IOException {
        Tokenizer characters = ModelFolders.tokenizer();
        Tokenizer pieces = Tokenizers.train("wordpiece", 40, Documents.of(List.of("abc abd bcd")), Progress.none());
        RandomSpecs decoders = new RandomSpecs(new SplittableRandom(5), characters.vocabSize());
        RandomSpecs encoders = new RandomSpecs(new SplittableRandom(6), pieces.vocabSize());
        int held = 0;
        int refused = 0;
        for (int i = 0; held < HELD; i++) {
            assertThat(i).as("architectures tried, %d held", held).isLessThan(20 * HELD);
            boolean encoder = i % 2 == 0;
            ModelSpec spec = (encoder ? encoders : decoders).next();
            Tokenizer tokenizer = encoder ? pieces : characters;
            Path model = ModelFolders.write(folder.resolve("model-" + i), spec, tokenizer, i);
            Path out = folder.resolve("made-" + i).resolve("out");
            List<ExportStage> stages = new ArrayList<>();
            ExportRequest request =
                    new ExportRequest(model, null, ExportFormat.GGUF, out, Map.of("gguf.type", "f32"), false, "auto");
            ExportJob job = new ExportJob(Exporters.standard(), ModelFolders.engines());
            try {
                assertThat(job.run(request, (stage, fraction) -> stages.add(stage))
                                .check()
                                .maxDifference())
                        .isZero();
                assertSame(spec, ReferenceModel.randomWeights(spec.blueprint(), i), out);
                held++;
            } catch (BadInputException e) {
                assertThat(e.getMessage()).as(spec.toString()).endsWith(".").doesNotContain("\n");
                assertThat(stages).containsOnly(ExportStage.READ);
                assertThat(folder.resolve("made-" + i)).doesNotExist();
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void assertSame(ModelSpec spec, Weights weights, Path out) throws IOException {
        Blueprint blueprint = spec.blueprint();
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        SplittableRandom random = new SplittableRandom(3);
        int[] ids = random.ints(spec.config().contextLength(), 0, spec.config().vocabSize())
                .toArray();
        Tokens input = Tokens.of(ids, 1, ids.length);
        double[][] expected = spec.config() instanceof BertConfig
                ? reference.hidden(input, null)
                : reference.logits(input, null, blueprint.heads().getFirst().name());
        double[][] found = LlamaCppFile.read(file(out), ids);
        // llama.cpp has no exact GELU.
        boolean exact = blueprint
                .layers()
                .anyMatch(layer -> layer instanceof Layer.FeedForward ffn && ffn.activation() == Activation.GELU);
        for (int t = 0; t < ids.length; t++) {
            assertThat(found[t]).hasSameSizeAs(expected[t]);
            for (int i = 0; i < found[t].length; i++) {
                assertThat(found[t][i])
                        .as("%s, place %d, value %d", spec, t, i)
                        .isCloseTo(expected[t][i], within(exact ? 0.02 : 1e-6));
            }
        }
    }

    private static Path file(Path out) throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.filter(file -> file.toString().endsWith(".gguf"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aRefusalNamesTheSettingAndWhatWouldBeRight() throws IOException {
        RandomSpecs specs = new RandomSpecs(
                new SplittableRandom(8), ModelFolders.tokenizer().vocabSize());
        ModelSpec spec = specs.next();
        while (!spec.blueprint().hasEncoder()) {
            spec = specs.next();
        }
        Path model = ModelFolders.write(folder.resolve("model"), spec, 1);
        ExportRequest request =
                new ExportRequest(model, null, ExportFormat.GGUF, folder.resolve("out"), Map.of(), false, "auto");
        assertThatThrownBy(() ->
                        new ExportJob(Exporters.standard(), ModelFolders.engines()).run(request, ExportListener.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("onnx");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
