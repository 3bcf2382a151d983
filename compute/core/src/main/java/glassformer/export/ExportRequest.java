package glassformer.export;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What shall be exported, as what and to where.
///
/// @param source    a run, one of its checkpoints or a Hugging Face folder
/// @param step      which checkpoint of a run; its result where null
/// @param target    the folder to make; null for the usual place, see [ExportTarget]
/// @param options   settings of the format's [Exporter#options], by key, as typed
/// @param overwrite whether an export that has the target's name is replaced
/// @param device    where the model is run to check what was written: `auto` or a device's id
public record ExportRequest(
        Path source,
        @Nullable Integer step,
        ExportFormat format,
        @Nullable Path target,
        Map<String, String> options,
        boolean overwrite,
        String device) {
    public ExportRequest {
        options = Map.copyOf(options);
    }
}
