package glassformer.export.gguf;

import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Named;
import glassformer.blueprint.ParameterTable;
import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.gguf.GgufFile;
import glassformer.gguf.GgufModel;
import glassformer.gguf.GgufType;
import glassformer.run.Disk;
import glassformer.settings.Setting;
import glassformer.text.CharTokenizer;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One file for llama.cpp and what is built on it, tokenizer included. Models that no architecture of llama.cpp is
/// equal to are refused.
public final class GgufExporter implements Exporter {
    private static final String TYPE = "gguf.type";

    @Override
    public ExportFormat format() {
        return ExportFormat.GGUF;
    }

    @Override
    public Description description() {
        return new Description(
                "GGUF",
                "llama.cpp, Ollama, LM Studio, node-llama-cpp: decoders like GPT-2 and Llama, and BERT for embeddings.",
                "One file with weights, sizes, vocabulary and merges.",
                "Dropout, everything of training, heads other than the next token's; f16 and q8_0 round weights.");
    }

    @Override
    public List<Setting> options() {
        return List.of(new Setting.Choice(
                TYPE,
                "How matrices are stored: f32 as they are, f16 in half the size, q8_0 in about a quarter.",
                GgufType.F16.id(),
                Named.ids(GgufType.class)));
    }

    @Override
    public Optional<String> refusal(ExportSubject subject) {
        return GgufModel.refusal(subject.blueprint(), subject.tokenizer());
    }

    @Override
    public List<String> notes(ExportSubject subject) {
        List<String> notes = new ArrayList<>();
        GgufModel.approximation(subject.blueprint()).ifPresent(notes::add);
        boolean encoder = subject.spec().config() instanceof BertConfig;
        if (encoder) {
            notes.add("llama.cpp gives one vector a text; heads are left out.");
        } else if (subject.blueprint().heads().size() > 1) {
            notes.add("Heads other than the next token's are left out.");
        }
        if (subject.tokenizer() instanceof CharTokenizer) {
            notes.add("Characters outside the vocabulary are left out by llama.cpp, where they become <unk> here.");
        }
        return notes;
    }

    @Override
    public long bytes(ExportSubject subject) {
        return Float.BYTES * ParameterTable.of(subject.blueprint()).size()
                + 64L * subject.tokenizer().vocabSize()
                + (4 << 20);
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        GgufModel model = model(source);
        Disk.create(folder.resolve(file(source.subject())), out -> model.write(out, progress));
        progress.step(1);
    }

    /// Reads the file again and compares every value and key.
    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) {
        GgufModel model = model(source);
        try (GgufFile file = GgufFile.open(folder.resolve(file(source.subject())))) {
            GgufModel.Difference difference = model.difference(file, progress);
            return new ExportCheck("values of tensors", model.tensors(), difference.most(), difference.allowed());
        }
    }

    private static GgufModel model(ExportSource source) {
        ExportSubject subject = source.subject();
        return GgufModel.of(subject.name(), subject.blueprint(), subject.tokenizer(), source::weights, type(subject));
    }

    private static GgufType type(ExportSubject subject) {
        return Named.of(GgufType.class, subject.options().text(TYPE));
    }

    private static String file(ExportSubject subject) {
        String name = subject.name().replaceAll("[^A-Za-z0-9._-]", "-");
        return name + "-" + type(subject).id() + ".gguf";
    }

    @Override
    public String usage(ExportSubject subject) {
        boolean encoder = subject.spec().config() instanceof BertConfig;
        return """
            ```sh
            %s -m %s -p "a text"
            ```\
            """.formatted(encoder ? "llama-embedding" : "llama-completion", file(subject));
    }
}
