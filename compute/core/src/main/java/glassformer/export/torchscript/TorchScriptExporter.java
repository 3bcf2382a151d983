package glassformer.export.torchscript;

import glassformer.blueprint.Layer;
import glassformer.engine.Engine;
import glassformer.engine.TorchScript;
import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.export.LogitsCheck;
import glassformer.export.Probe;
import glassformer.export.TokenizerFile;
import glassformer.run.Disk;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// `model.pt`, code and weights in one, and `tokenizer.json` beside it. See [TorchScript].
public final class TorchScriptExporter implements Exporter {
    private static final String FILE = "model.pt";

    @Override
    public ExportFormat format() {
        return ExportFormat.TORCHSCRIPT;
    }

    @Override
    public Description description() {
        return new Description(
                "TorchScript",
                "torch.jit.load in Python (PyTorch 1.13 or newer), C++ with libtorch, Java with DJL: none needs our code.",
                "One file with code and weights, whose forward takes token ids and gives scores; the tokenizer beside it.",
                "Dropout, generation with a cache, and everything of training.");
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        Path file = folder.resolve(FILE);
        script(source).write(source.blueprint(), source.weights(), file, progress);
        String tokenizer = new TokenizerFile(source.subject()).json();
        Disk.create(folder.resolve(TokenizerFile.NAME), out -> out.write(tokenizer.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException {
        try (TorchScript.Opened opened = script(source).open(folder.resolve(FILE), source.blueprint())) {
            return LogitsCheck.of(
                    source.session(),
                    (probe, head) -> opened.logits(probe.input(), probe.decoder(), head),
                    Probe.of(source.blueprint()),
                    source.blueprint().heads(),
                    LogitsCheck.FLOAT32,
                    progress);
        }
    }

    @Override
    public Optional<String> missing(ExportSource source) {
        Engine engine = source.engine().engine();
        return engine.torchScript().isPresent()
                ? Optional.empty()
                : Optional.of("The engine " + engine.id() + " writes no TorchScript; take --device cpu.");
    }

    private static TorchScript script(ExportSource source) {
        return source.engine().engine().torchScript().orElseThrow();
    }

    @Override
    public String usage(ExportSubject subject) {
        boolean typed = subject.blueprint().layers().anyMatch(Layer.TokenTypeEmbedding.class::isInstance);
        String call = subject.blueprint().hasEncoder()
                ? "model(input_ids, decoder_input_ids)  # attention_mask, decoder_attention_mask: ones, then zeros"
                : "model(input_ids)  # attention_mask: ones, then zeros at padding" + (typed ? "; token_type_ids" : "");
        String decoder = subject.blueprint().hasEncoder() ? "decoder_input_ids = torch.tensor([[0]])\n" : "";
        return """
                ```python
                import torch

                model = torch.jit.load("model.pt")
                input_ids = torch.tensor([[0, 1, 2]])
                %sscores = %s
                ```""".formatted(decoder, call);
    }
}
