package glassformer.export;

import java.util.List;

/// `README.md` of an export: what the model is and how to open it.
record ModelCard(Exporter exporter, ExportSubject subject, ExportCheck check, List<String> notes) {
    static final String NAME = "README.md";

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(subject.name()).append("\n\n");
        text.append(exporter.description().holds()).append("\n\n");
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        text.append("\n## Opening it\n").append(exporter.usage(subject)).append("\n\n");
        text.append("## Checked\nReopened after writing: ")
                .append(check.sentence())
                .append(" from the model's.\n");
        return text.toString();
    }
}
