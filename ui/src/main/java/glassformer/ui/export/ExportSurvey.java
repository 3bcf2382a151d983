package glassformer.ui.export;

import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of an export before any work.
///
/// @param refusal why the format cannot hold the model; null where it can
/// @param notes   what a person should know
/// @param target  where it goes unless told otherwise
record ExportSurvey(@Nullable String refusal, List<String> notes, Path target) {
    /// Reads the checkpoint's architecture and tokenizer, so call in the background.
    static ExportSurvey of(Path run, int step, Exporter exporter, Map<String, String> options) {
        ExportSubject subject = ExportSubject.of(run, step, exporter, options);
        return new ExportSurvey(
                exporter.refusal(subject).orElse(null),
                exporter.notes(subject),
                subject.usualTarget(exporter.format()));
    }
}
