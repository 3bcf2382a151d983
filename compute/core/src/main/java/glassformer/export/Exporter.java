package glassformer.export;

import glassformer.blueprint.ParameterTable;
import glassformer.settings.Setting;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes one [ExportFormat]. [ExportJob] does what all have in common: the temporary folder, the free disk, the model
/// card, the rename when the check has passed.
public interface Exporter {
    ExportFormat format();

    Description description();

    /// What can be set, each key beginning with the format's id: `gguf.type`.
    default List<Setting> options() {
        return List.of();
    }

    /// Why this format cannot hold the model, in one sentence that says what would be right; found without reading
    /// weights.
    default Optional<String> refusal(ExportSubject subject) {
        return Optional.empty();
    }

    /// Why this format cannot be written here, in one sentence; asked after [#refusal], and still before any work.
    default Optional<String> missing(ExportSource source) {
        return Optional.empty();
    }

    /// What a person should know of this export beside the [Description]: a layer that other tools do not know. Stands
    /// in the card and is said by the command and the window.
    default List<String> notes(ExportSubject subject) {
        return List.of();
    }

    /// How many bytes it takes at most, about.
    default long bytes(ExportSubject subject) {
        return Float.BYTES * ParameterTable.of(subject.blueprint()).size() + (4 << 20);
    }

    /// Writes all files but `README.md` and `export.json`.
    ///
    /// @param folder an empty one
    /// @param progress to be stepped often, since it also cancels
    void write(ExportSource source, Path folder, Progress progress) throws IOException;

    /// Opens what was written as another tool would, and compares it with the model: [LogitsCheck] where it computes.
    ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException;

    /// How to open it, in Markdown, for the card: a short sentence and a block of code.
    String usage(ExportSubject subject);
}
