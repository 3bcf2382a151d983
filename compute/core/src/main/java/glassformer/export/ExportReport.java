package glassformer.export;

import java.nio.file.Path;
import java.util.List;

/// What an export came to.
///
/// @param target where it lies
/// @param files  in it, by their paths from there, sorted
/// @param bytes  of all of them
/// @param notes  what a person should know, see [Exporter#notes]
public record ExportReport(
        ExportFormat format,
        Path target,
        int step,
        List<String> files,
        long bytes,
        ExportCheck check,
        List<String> notes,
        double seconds) {
    public ExportReport {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }
}
