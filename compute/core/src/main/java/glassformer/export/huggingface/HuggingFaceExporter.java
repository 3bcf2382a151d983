package glassformer.export.huggingface;

import glassformer.blueprint.Family;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.export.LogitsCheck;
import glassformer.export.Probe;
import glassformer.run.Disk;
import glassformer.settings.Setting;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder in Hugging Face's layout: GPT-2, Llama, BERT, RoBERTa, DistilBERT, Marian and BART with their heads open in
/// transformers under their own names. Everything else is written with the `model_type` `glassformer`, which only we
/// know, and that is said.
public final class HuggingFaceExporter implements Exporter {
    @Override
    public ExportFormat format() {
        return ExportFormat.HUGGINGFACE;
    }

    @Override
    public Description description() {
        return new Description(
                "Hugging Face folder",
                "transformers in Python, transformers.js' tokenizers, text-generation servers, and Glassformer itself.",
                "Weights as safetensors, the architecture, the tokenizer and settings for generation.",
                "The optimizer's memory, so training starts with a fresh one.");
    }

    @Override
    public List<Setting> options() {
        return List.of(new Setting.Text(
                "huggingface.license",
                "The licence under which the model may be used, for the card: apache-2.0, cc-by-4.0, unknown.",
                "unknown",
                60));
    }

    @Override
    public List<String> notes(ExportSubject subject) {
        List<String> notes = new ArrayList<>();
        ModelSpec spec = subject.spec();
        List<String> foreign = HuggingFaceConfig.foreign(spec.config());
        if (!foreign.isEmpty()) {
            notes.add("transformers has no class for this architecture (" + String.join(", ", foreign)
                    + "), so config.json says model_type glassformer: Glassformer opens it, and so does the"
                    + " pytorch export.");
        } else if (HuggingFaceConfig.architecture(spec).isEmpty()) {
            notes.add("transformers has no class with these heads ("
                    + String.join(
                            ", ", spec.heads().stream().map(head -> head.name()).toList())
                    + "): it opens the trunk alone; Glassformer opens all.");
        }
        if (spec.config().family() == Family.ROBERTA
                && subject.tokenizer().specials().pad().orElse(-1) != 1) {
            notes.add("RoBERTa's positions in transformers skip the token 1, which is this tokenizer's "
                    + subject.tokenizer().token(1) + " and no padding: texts with it come out slightly different.");
        }
        return notes;
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        new HuggingFaceFiles(source.subject()).write(folder);
        progress.step(0.1);
        Disk.create(folder.resolve("model.safetensors"), Safetensors.of(source.weights())::write);
        progress.step(1);
    }

    /// Reads the folder as a stranger would: without our own keys, where transformers knows the architecture.
    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException {
        String text = Files.readString(folder.resolve("config.json"));
        ModelSpec spec = HuggingFaceConfig.parse(HuggingFaceConfig.withoutOurs(text), "config.json");
        Weights weights =
                Safetensors.read(folder.resolve("model.safetensors")).weights().checked(spec.blueprint());
        Engines.Located located = source.engine();
        try (ModelSession opened = located.engine().open(spec.blueprint(), weights, located.device())) {
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
    public String usage(ExportSubject subject) {
        String kind = HuggingFaceConfig.architecture(subject.spec()).orElse("");
        if (kind.isEmpty()) {
            return "Glassformer opens this folder wherever a model is asked for, for example as `training.from`.";
        }
        return """
                ```python
                from transformers import AutoTokenizer, %1$s

                tokenizer = AutoTokenizer.from_pretrained(".")
                model = %1$s.from_pretrained(".")
                print(model(**tokenizer("a text", return_tensors="pt")).logits)
                ```""".formatted(kind);
    }
}
