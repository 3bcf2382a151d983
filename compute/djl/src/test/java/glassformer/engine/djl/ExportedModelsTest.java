package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.TorchScript;
import glassformer.engine.Weights;
import glassformer.exchange.Json;
import glassformer.exchange.Safetensors;
import glassformer.export.LogitsCheck;
import glassformer.export.Probe;
import glassformer.export.RandomSpecs;
import glassformer.export.pytorch.PyTorchSource;
import glassformer.reference.Architecture;
import glassformer.reference.ReferenceEngine;
import glassformer.reference.ReferenceModel;
import glassformer.text.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Architectures of the engine's contract and random ones, with biases and norms at random, as TorchScript and as
// Python
/// source: what Python's torch computes from them is what the engine, or the plain-Java reference, computes.
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
        List<Architecture> all = Architecture.all()
                .filter(architecture -> !architecture.name().startsWith("adapted")) // merged before
                .toList();
        List<String> names = new ArrayList<>();
        List<Blueprint> blueprints = new ArrayList<>();
        for (int i = 0; i < all.size(); i += each) {
            names.add(all.get(i).name());
            blueprints.add(all.get(i).blueprint());
        }
        try (Engine engine = new DjlEngine()) {
            compare(names, blueprints, engine, engine);
        }
    }

    @Test
    void randomArchitecturesComputeWhatTheReferenceDoes() throws IOException, InterruptedException {
        random(8);
    }

    @Test
    @Tag("slow")
    void manyRandomArchitecturesComputeWhatTheReferenceDoes() throws IOException, InterruptedException {
        random(50);
    }

    private void random(int count) throws IOException, InterruptedException {
        RandomSpecs specs = new RandomSpecs(new SplittableRandom(23), 11);
        List<ModelSpec> all = Stream.generate(specs::next).limit(count).toList();
        try (Engine engine = new DjlEngine();
                Engine reference = new ReferenceEngine()) {
            compare(
                    all.stream().map(ModelSpec::toString).toList(),
                    all.stream().map(ModelSpec::blueprint).toList(),
                    engine,
                    reference);
        }
    }

    private void compare(List<String> names, List<Blueprint> blueprints, Engine engine, Engine truth)
            throws IOException, InterruptedException {
        PythonTorch python = PythonTorch.find();
        TorchScript script = engine.torchScript().orElseThrow();
        for (int i = 0; i < names.size(); i++) {
            write(truth, script, blueprints.get(i), Files.createDirectory(folder.resolve(String.format("%02d", i))));
        }
        PythonTorch.Said said =
                python.run(folder.resolve("log"), "src/test/python/exported_models.py", folder.toString());
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode differences = Json.readObject(said.out(), "differences");
        for (int i = 0; i < names.size(); i++) {
            JsonNode one = differences.path(String.format("%02d", i));
            for (String kind : List.of("script", "source")) {
                assertThat(one.path(kind).asDouble(9))
                        .as("%s %d %s%n%s", kind, i, names.get(i), said.err())
                        .isLessThan(1e-4);
            }
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
