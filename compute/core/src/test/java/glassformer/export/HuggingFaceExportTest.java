package glassformer.export;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.run.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceExportTest {
    @TempDir
    Path folder = Path.of("");

    /// Ten architectures a seed: exported, opened again as a stranger would, and by us.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomArchitecturesComeBackWithTheSameLogits(long seed) throws IOException {
        RandomSpecs specs = new RandomSpecs(
                new SplittableRandom(seed), ModelFolders.tokenizer().vocabSize());
        for (int i = 0; i < 10; i++) {
            ModelSpec spec = specs.next();
            Path model = ModelFolders.write(folder.resolve("model-" + i), spec, seed);
            Path out = folder.resolve("out-" + i);
            ExportReport report = export(model, out);
            assertThat(report.check().maxDifference()).as(spec.toString()).isLessThan(1e-6);
            try (TrainedModel before = TrainedModel.open(model, null, ModelFolders.engines(), "auto");
                    TrainedModel after = TrainedModel.open(out, null, ModelFolders.engines(), "auto")) {
                assertThat(after.spec()).isEqualTo(before.spec());
                Probe probe = Probe.of(spec.blueprint()).get(1);
                for (var head : spec.blueprint().heads()) {
                    Tensor expected = before.session().logits(probe.input(), probe.decoder(), head.name());
                    Tensor found = after.session().logits(probe.input(), probe.decoder(), head.name());
                    assertThat(found.values()).isEqualTo(expected.values());
                }
            }
        }
    }

    @Test
    void whatTransformersDoesNotKnowIsNamed() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        RandomSpecs specs = new RandomSpecs(random, ModelFolders.tokenizer().vocabSize());
        ModelSpec spec = specs.next();
        while (HuggingFaceConfig.foreign(spec.config()).isEmpty()) {
            spec = specs.next();
        }
        Path out = folder.resolve("out");
        ExportReport report = export(ModelFolders.write(folder.resolve("model"), spec, 1), out);
        assertThat(report.notes()).anySatisfy(note -> assertThat(note)
                .contains("transformers has no class for this architecture")
                .contains(HuggingFaceConfig.foreign(spec(out).config()).getFirst()));
        assertThat(Files.readString(out.resolve("config.json"))).contains("\"model_type\" : \"glassformer\"");
    }

    @Test
    void anAnswerOfAnEncoderDecoderIsNotForcedToEnd() throws IOException {
        RandomSpecs specs = new RandomSpecs(
                new SplittableRandom(4), ModelFolders.tokenizer().vocabSize());
        ModelSpec spec = specs.next();
        while (!spec.blueprint().hasEncoder()
                || !HuggingFaceConfig.foreign(spec.config()).isEmpty()) {
            spec = specs.next();
        }
        Path out = folder.resolve("out");
        export(ModelFolders.write(folder.resolve("model"), spec, 1), out);
        assertThat(Files.readString(out.resolve("config.json"))).contains("\"forced_eos_token_id\" : null");
        assertThat(Files.readString(out.resolve("generation_config.json"))).doesNotContain("forced_eos");
    }

    private static ModelSpec spec(Path folder) {
        try {
            return HuggingFaceConfig.parse(Files.readString(folder.resolve("config.json")), "config.json");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theFolderHasEveryFileThatTransformersLooksFor() throws IOException {
        ModelSpec spec = new RandomSpecs(
                        new SplittableRandom(3), ModelFolders.tokenizer().vocabSize())
                .next();
        Path out = folder.resolve("out");
        ExportReport report = export(ModelFolders.write(folder.resolve("model"), spec, 1), out);
        assertThat(report.files())
                .containsExactlyInAnyOrder(
                        "README.md",
                        "config.json",
                        "export.json",
                        "generation_config.json",
                        "model.safetensors",
                        "special_tokens_map.json",
                        "tokenizer.json",
                        "tokenizer_config.json");
        assertThat(Files.readString(out.resolve("README.md"))).startsWith("---\nlicense: unknown\n");
        Weights weights = Safetensors.read(out.resolve("model.safetensors")).weights();
        assertThat(weights.checked(spec.blueprint()).size()).isPositive();
    }

    private static ExportReport export(Path model, Path out) {
        return new ExportJob(Exporters.standard(), ModelFolders.engines())
                .run(
                        new ExportRequest(model, null, ExportFormat.HUGGINGFACE, out, Map.of(), false, "auto"),
                        ExportListener.SILENT);
    }
}
