package glassformer.export;

/// Hears how far an export is and can stop it, on the thread that exports.
@FunctionalInterface
public interface ExportListener {
    ExportListener SILENT = (stage, fraction) -> {};

    /// @param fraction of the whole export, 0 to 1
    void progress(ExportStage stage, double fraction);

    /// Asked often; true ends the export with `CancellationException`, and nothing of it is left.
    default boolean cancelled() {
        return false;
    }
}
