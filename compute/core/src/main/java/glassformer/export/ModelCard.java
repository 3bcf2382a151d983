package glassformer.export;

import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.run.Lab;
import glassformer.run.Metric;
import glassformer.run.RunFolder;
import glassformer.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// `README.md` of an export: what the model is, what it learned from and how well, how to open it, and what its check
/// found. The front matter is what Hugging Face's hub reads.
record ModelCard(Exporter exporter, ExportSubject subject, ExportCheck check, List<String> notes) {
    static final String NAME = "README.md";

    String markdown() {
        StringBuilder text = new StringBuilder(frontMatter());
        Description what = exporter.description();
        text.append("# ").append(subject.name()).append("\n\n");
        text.append(String.format(
                Locale.ROOT,
                "A %s with %,d parameters, exported by Glassformer as %s.%n%n",
                subject.spec().config().family().id(),
                ParameterTable.of(subject.blueprint()).size(),
                what.title()));
        line(text, "Opens in", what.opens());
        line(text, "Holds", what.holds());
        line(text, "Lost", what.loses());
        notes.forEach(note -> line(text, "Note", note));
        text.append("\n## Opening it\n").append(exporter.usage(subject)).append("\n\n");
        text.append("## Checked\nReopened after writing and compared with the model: ")
                .append(check.sentence())
                .append(String.format(
                        Locale.ROOT, " (allowed: %.2g). `%s` has the same.%n%n", check.tolerance(), ExportFile.NAME));
        text.append("## Architecture\n");
        table(text, new TreeMap<>(subject.spec().config().settings()));
        RunFolder run = subject.run();
        if (run != null) {
            training(text, run);
        }
        return text.toString();
    }

    private String frontMatter() {
        List<String> lines = new ArrayList<>();
        String license = "unknown";
        if (subject.options().schema().has("huggingface.license")) {
            license = subject.options().text("huggingface.license").replaceAll("[^A-Za-z0-9.+_ -]", "");
        }
        lines.add("license: " + (license.isBlank() ? "unknown" : license));
        lines.add("library_name: " + library());
        pipeline().ifPresent(tag -> lines.add("pipeline_tag: " + tag));
        lines.add("tags:");
        lines.add("- glassformer");
        lines.add("- " + subject.spec().config().family().id());
        return "---\n" + String.join("\n", lines) + "\n---\n";
    }

    /// Who opens it, as the hub calls it.
    private String library() {
        boolean known = HuggingFaceConfig.foreign(subject.spec().config()).isEmpty();
        return switch (exporter.format()) {
            case HUGGINGFACE -> known ? "transformers" : "glassformer";
            case ONNX -> "transformers.js";
            case GGUF -> "gguf";
            case TORCHSCRIPT, PYTORCH -> "pytorch";
            case EMBEDDINGS, ATTENTION, LAB -> "glassformer";
        };
    }

    private java.util.Optional<String> pipeline() {
        if (subject.spec().heads().size() != 1) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(
                switch (subject.spec().heads().getFirst()) {
                    case HeadSpec.LanguageModel lm ->
                        subject.blueprint().hasEncoder() ? "text2text-generation" : "text-generation";
                    case HeadSpec.MaskedTokens masked -> "fill-mask";
                    case HeadSpec.SentencePair pair -> "text-classification";
                    case HeadSpec.Classes classes -> "text-classification";
                    case HeadSpec.Value value -> "text-classification";
                    case HeadSpec.TokenClasses tokens -> "token-classification";
                });
    }

    private void training(StringBuilder text, RunFolder run) {
        Lab lab = run.lab();
        text.append("\n## Data and training\n");
        line(text, "Lab", lab.name());
        line(text, "Task", lab.task().id());
        line(text, "Data", lab.values().text("data.source"));
        line(
                text,
                "Tokenizer",
                subject.tokenizer().kind() + ", " + subject.tokenizer().vocabSize() + " tokens");
        line(text, "Step", subject.checkpoint().step() + " of " + lab.training().steps());
        line(text, "Batch", lab.training().batchSize() + " x " + lab.training().accumulation());
        line(text, "Seed", "" + lab.training().seed());
        line(
                text,
                "Optimizer",
                lab.values().text("training.optimizer.kind") + ", learning rate "
                        + lab.values().real("training.optimizer.learningRate"));
        measured(run).forEach((name, value) -> line(text, name, String.format(Locale.ROOT, "%.4g", value)));
        text.append("\n## Settings\n");
        Map<String, Object> settings = new TreeMap<>();
        lab.schema().settings().stream()
                .map(Setting::key)
                .filter(key -> !key.startsWith("model."))
                .forEach(key -> settings.put(key, lab.values().get(key)));
        table(text, settings);
    }

    /// What was measured last up to the exported step.
    private Map<String, Double> measured(RunFolder run) {
        Map<String, Double> all = new TreeMap<>();
        for (Metric metric : run.metrics()) {
            if (metric.step() <= subject.checkpoint().step()) {
                boolean trained = metric.split().equals(Metric.TRAIN);
                all.put(trained ? "Training loss" : "Validation loss", metric.loss());
                if (!trained) {
                    metric.measures().forEach((name, value) -> all.put("Validation " + name, value));
                }
            }
        }
        return all;
    }

    private static void table(StringBuilder text, Map<String, Object> rows) {
        text.append("| setting | value |\n| --- | --- |\n");
        rows.forEach((key, value) -> text.append("| ")
                .append(key)
                .append(" | ")
                .append(String.valueOf(value).replace("|", "\\|"))
                .append(" |\n"));
    }

    private static void line(StringBuilder text, String name, String what) {
        text.append("- ").append(name).append(": ").append(what).append('\n');
    }
}
