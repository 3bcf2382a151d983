package glassformer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Tensor;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportListener;
import glassformer.export.ExportRequest;
import glassformer.export.Exporters;
import glassformer.export.ModelFolders;
import glassformer.export.Probe;
import glassformer.export.RandomSpecs;
import glassformer.gguf.GgufModel;
import glassformer.reference.ReferenceModel;
import glassformer.run.TrainedModel;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random architectures with random weights, exported and imported again.
class RoundTripTest {
    private static final int SEEDS = 50;
    private static final int VOCABULARY = 300;
    private static final Tokenizer BPE = tokenizer("bpe", ByteSpecials.GPT2);
    private static final Tokenizer PIECES = tokenizer("wordpiece", ByteSpecials.GPT2);

    @TempDir
    Path folder = Path.of("");

    private static Tokenizer tokenizer(String kind, ByteSpecials specials) {
        Documents documents = Documents.of(List.of("the cat sat on the mat\n", "a café, and the hat"));
        return Tokenizers.train(kind, 280, specials, documents, Progress.none());
    }

    private static ModelSpec spec(int seed) {
        return new RandomSpecs(new SplittableRandom(seed), VOCABULARY).next();
    }

    /// Whether it is an encoder alone.
    private static boolean reads(ModelSpec spec) {
        return switch (spec.config().family()) {
            case BERT, ROBERTA, DISTILBERT -> true;
            case GPT, TRANSFORMER -> false;
        };
    }

    private Path model(int seed, ModelSpec spec, Tokenizer tokenizer) throws IOException {
        Path model = Files.createDirectories(folder.resolve("model-" + seed));
        Files.writeString(model.resolve("config.json"), HuggingFaceConfig.json(spec, Map.of()));
        Files.writeString(model.resolve("tokenizer.json"), tokenizer.toJson());
        try (OutputStream out = Files.newOutputStream(model.resolve("model.safetensors"))) {
            Safetensors.of(ReferenceModel.randomWeights(spec.blueprint(), seed)).write(out);
        }
        return model;
    }

    private Path exported(Path model, ExportFormat format, Map<String, String> options) {
        Path out = folder.resolve(model.getFileName() + "-" + format.id());
        new ExportJob(Exporters.standard(), ModelFolders.engines())
                .run(new ExportRequest(model, null, format, out, options, false, "auto"), ExportListener.SILENT);
        return out;
    }

    private Path imported(Path source, ImportKind kind) {
        Path run = folder.resolve(source.getFileName() + "-run");
        ImportReport report = new ImportJob().run(new ImportRequest(source, folder, run, false), ImportListener.SILENT);
        assertThat(report.plan().kind()).isEqualTo(kind);
        return run;
    }

    private static void assertSame(Path before, Path after, boolean heads) {
        try (TrainedModel one = TrainedModel.open(before, null, ModelFolders.engines(), "auto");
                TrainedModel other = TrainedModel.open(after, null, ModelFolders.engines(), "auto")) {
            Blueprint blueprint = other.spec().blueprint();
            if (heads) {
                assertThat(other.spec()).isEqualTo(one.spec());
            }
            for (Probe probe : Probe.of(blueprint)) {
                same(
                        one.session().hidden(probe.input(), probe.decoder()),
                        other.session().hidden(probe.input(), probe.decoder()));
                for (var head : blueprint.heads()) {
                    same(
                            one.session().logits(probe.input(), probe.decoder(), head.name()),
                            other.session().logits(probe.input(), probe.decoder(), head.name()));
                }
            }
            String text = "the hat, a cat";
            assertThat(other.tokenizer().encode(text)).isEqualTo(one.tokenizer().encode(text));
        }
    }

    private static void same(Tensor one, Tensor other) {
        assertThat(other.values()).isEqualTo(one.values());
    }

    @Test
    void huggingFaceFoldersComeBackEqual() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            ModelSpec spec = spec(seed);
            Path model = model(seed, spec, reads(spec) ? PIECES : BPE);
            Path out = exported(model, ExportFormat.HUGGINGFACE, Map.of());
            assertSame(model, imported(out, ImportKind.HUGGINGFACE), true);
        }
    }

    @Test
    void wholeLabsComeBackEqual() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            ModelSpec spec = spec(seed);
            Path model = model(seed, spec, reads(spec) ? PIECES : BPE);
            Path run = imported(model, ImportKind.HUGGINGFACE);
            Path out = exported(run, ExportFormat.LAB, Map.of());
            Path back = imported(out.resolve(run.getFileName() + ".zip"), ImportKind.LAB);
            assertSame(model, back, true);
        }
    }

    @Test
    void ggufFilesComeBackEqualOrAreRefusedBeforeAnyWork() throws IOException {
        int held = 0;
        for (int seed = 0; held < SEEDS; seed++) {
            ModelSpec spec = spec(seed);
            Tokenizer tokenizer = reads(spec) ? PIECES : BPE;
            Path model = model(seed, spec, tokenizer);
            Optional<String> refusal = GgufModel.refusal(spec.blueprint(), tokenizer);
            if (refusal.isPresent()) {
                assertThatThrownBy(() -> exported(model, ExportFormat.GGUF, Map.of()))
                        .isInstanceOf(BadInputException.class)
                        .hasMessage(refusal.get());
                assertThat(folder.resolve("model-" + seed + "-gguf")).doesNotExist();
                continue;
            }
            held++;
            Path out = exported(model, ExportFormat.GGUF, Map.of("gguf.type", "f32"));
            assertSame(model, imported(out, ImportKind.GGUF), false);
        }
    }

    /// As another program's file, which has none of our keys. Activations that llama.cpp does not tell apart, and what
    /// it stores as zeros, come back as what computes the same.
    @Test
    void ggufFilesWithoutOurKeysComputeTheSame() throws IOException {
        int held = 0;
        for (int seed = 0; held < SEEDS; seed++) {
            ModelSpec spec = spec(seed);
            Tokenizer tokenizer = reads(spec) ? PIECES : BPE;
            if (GgufModel.refusal(spec.blueprint(), tokenizer).isPresent() || !ForeignGguf.tells(spec)) {
                continue;
            }
            held++;
            Path model = model(seed, spec, tokenizer);
            Path out = exported(model, ExportFormat.GGUF, Map.of("gguf.type", "f32"));
            ForeignGguf.forget(out, "glassformer.config");
            Path run = imported(out, ImportKind.GGUF);
            try (TrainedModel one = TrainedModel.open(model, null, ModelFolders.engines(), "auto");
                    TrainedModel other = TrainedModel.open(run, null, ModelFolders.engines(), "auto")) {
                for (Probe probe : Probe.of(other.spec().blueprint())) {
                    // A table of positions that was computed is stored in float32.
                    assertThat(other.session().hidden(probe.input(), null).values())
                            .containsExactly(
                                    one.session().hidden(probe.input(), null).values(), within(1e-5f));
                }
            }
        }
    }

    @Test
    void roundedGgufFilesComeBackAsTheyWereRounded() throws IOException {
        for (String type : List.of("f16", "q8_0")) {
            ModelSpec spec = spec(3);
            for (int seed = 3; GgufModel.refusal(spec.blueprint(), BPE).isPresent() || reads(spec); seed++) {
                spec = spec(seed);
            }
            Path model = model(type.length(), spec, BPE);
            Path out = exported(model, ExportFormat.GGUF, Map.of("gguf.type", type));
            Path source = Files.move(out, folder.resolve(type));
            ImportPlan plan = new ImportJob().plan(new ImportRequest(source, folder, null, false));
            assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("as they were rounded"));
            Path run = imported(source, ImportKind.GGUF);
            try (TrainedModel one = TrainedModel.open(model, null, ModelFolders.engines(), "auto");
                    TrainedModel other = TrainedModel.open(run, null, ModelFolders.engines(), "auto")) {
                other.session().weights().tensors().forEach((name, tensor) -> {
                    float[] exact = one.session().weights().get(name).values();
                    for (int i = 0; i < exact.length; i++) {
                        assertThat(Math.abs(tensor.values()[i] - exact[i]))
                                .as(name)
                                .isLessThan(0.02f);
                    }
                });
            }
        }
    }
}
