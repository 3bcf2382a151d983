package glassformer.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.ModelSpec;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportListener;
import glassformer.export.ExportRequest;
import glassformer.export.Exporters;
import glassformer.export.ModelFolders;
import glassformer.export.Probe;
import glassformer.importing.ImportJob;
import glassformer.importing.ImportKind;
import glassformer.importing.ImportListener;
import glassformer.importing.ImportPlan;
import glassformer.importing.ImportRequest;
import glassformer.run.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random architectures with random weights, exported as ONNX and imported again.
class OnnxRoundTripTest {
    private static final int SEEDS = 50;

    @TempDir
    Path folder = Path.of("");

    private Path model(int seed) throws IOException {
        return ModelFolders.write(folder.resolve("model-" + seed), RandomModels.of(seed), seed);
    }

    private Path exported(Path model, String quantize) {
        Path out = folder.resolve(model.getFileName() + "-" + quantize);
        new ExportJob(Exporters.standard(), ModelFolders.engines())
                .run(
                        new ExportRequest(
                                model, null, ExportFormat.ONNX, out, Map.of("onnx.quantize", quantize), false, "auto"),
                        ExportListener.SILENT);
        return out;
    }

    private ImportPlan imported(Path source) {
        Path run = folder.resolve(source.getFileName() + "-run");
        return new ImportJob()
                .run(new ImportRequest(source, folder, run, false), ImportListener.SILENT)
                .plan();
    }

    @Test
    void graphsOfEveryArchitectureComeBackEqual() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Path model = model(seed);
            ImportPlan plan = imported(exported(model, "none"));
            assertThat(plan.kind()).isEqualTo(ImportKind.ONNX);
            assertThat(plan.notes()).noneMatch(note -> note.contains("rounded"));
            try (TrainedModel one = TrainedModel.open(model, null, ModelFolders.engines(), "auto");
                    TrainedModel other = TrainedModel.open(plan.target(), null, ModelFolders.engines(), "auto")) {
                ModelSpec spec = one.spec();
                assertThat(other.spec()).isEqualTo(spec);
                for (Probe probe : Probe.of(spec.blueprint())) {
                    assertThat(other.session()
                                    .hidden(probe.input(), probe.decoder())
                                    .values())
                            .isEqualTo(one.session()
                                    .hidden(probe.input(), probe.decoder())
                                    .values());
                    for (var head : spec.blueprint().heads()) {
                        assertThat(other.session()
                                        .logits(probe.input(), probe.decoder(), head.name())
                                        .values())
                                .as("seed %s, %s", seed, spec)
                                .isEqualTo(one.session()
                                        .logits(probe.input(), probe.decoder(), head.name())
                                        .values());
                    }
                }
            }
        }
    }

    @Test
    void roundedGraphsComeBackAsTheyWereRounded() throws IOException {
        for (int seed = 0; seed < 9; seed++) {
            Path model = model(seed);
            ImportPlan plan = imported(exported(model, "int8"));
            assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("int8"));
            try (TrainedModel one = TrainedModel.open(model, null, ModelFolders.engines(), "auto");
                    TrainedModel other = TrainedModel.open(plan.target(), null, ModelFolders.engines(), "auto")) {
                one.session().weights().tensors().forEach((name, tensor) -> {
                    float[] found = other.session().weights().get(name).values();
                    for (int i = 0; i < found.length; i++) {
                        // Half a step of 127 to the largest, which is about 1.5 here.
                        assertThat(found[i]).as(name).isCloseTo(tensor.values()[i], within(0.01f));
                    }
                });
            }
        }
    }
}
