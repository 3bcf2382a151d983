package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.blueprint.Blueprint;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.TorchScript;
import glassformer.engine.Weights;
import glassformer.exchange.Json;
import glassformer.exchange.Safetensors;
import glassformer.export.LogitsCheck;
import glassformer.export.Probe;
import glassformer.export.pytorch.PyTorchSource;
import glassformer.reference.Architecture;
import glassformer.reference.ReferenceModel;
import glassformer.text.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Architectures of the engine's contract, with biases and norms at random, as TorchScript and as Python source:
/// what Python's torch computes from them is what the engine computes.
class ExportedModelsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void pythonComputesTheSameFromScriptAndSource() throws IOException, InterruptedException {
        compare(5);
    }

    @Test
    @Tag("slow")
    void pythonComputesTheSameFromScriptAndSourceOfEveryArchitecture() throws IOException, InterruptedException {
        compare(1);
    }

    /// @param each of how many architectures one is taken
    private void compare(int each) throws IOException, InterruptedException {
        PythonTorch python = PythonTorch.find();
        List<String> names = new ArrayList<>();
        try (Engine engine = new DjlEngine()) {
            TorchScript script = engine.torchScript().orElseThrow();
            List<Architecture> all = Architecture.all()
                    .filter(architecture -> !architecture.name().startsWith("adapted")) // merged before
                    .toList();
            for (int i = 0; i < all.size(); i += each) {
                Architecture architecture = all.get(i);
                Path own = Files.createDirectory(folder.resolve(String.format("%02d", names.size())));
                names.add(architecture.name());
                write(engine, script, architecture.blueprint(), own);
            }
        }
        PythonTorch.Said said =
                python.run(folder.resolve("log"), "src/test/python/exported_models.py", folder.toString());
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode differences = Json.readObject(said.out(), "differences");
        for (int i = 0; i < names.size(); i++) {
            JsonNode one = differences.path(String.format("%02d", i));
            assertThat(one.path("script").asDouble(9))
                    .as("script %d %s%n%s", i, names.get(i), said.err())
                    .isLessThan(1e-4);
            assertThat(one.path("source").asDouble(9))
                    .as("source %d %s%n%s", i, names.get(i), said.err())
                    .isLessThan(1e-4);
        }
    }

    private static void write(Engine engine, TorchScript script, Blueprint blueprint, Path own) throws IOException {
        Weights weights = ReferenceModel.randomWeights(blueprint, 31);
        script.write(blueprint, weights, own.resolve("model.pt"), Progress.none());
        Files.writeString(own.resolve("model.py"), PyTorchSource.of(blueprint, "test"));
        try (OutputStream out = Files.newOutputStream(own.resolve("model.safetensors"))) {
            Safetensors.of(weights).write(out);
        }
        try (ModelSession session =
                engine.open(blueprint, weights, engine.devices().getFirst())) {
            ProbeFile.write(own.resolve("probes.json"), session);
            try (TorchScript.Opened opened = script.open(own.resolve("model.pt"), blueprint)) {
                assertThat(LogitsCheck.of(
                                        session,
                                        (probe, head) -> opened.logits(probe.input(), probe.decoder(), head),
                                        Probe.of(blueprint),
                                        blueprint.heads(),
                                        LogitsCheck.FLOAT32,
                                        Progress.none())
                                .maxDifference())
                        .isLessThan(1e-4);
            }
        }
    }
}
