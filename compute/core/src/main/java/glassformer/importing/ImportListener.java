package glassformer.importing;

/// Hears how far an import is and can stop it, on the thread that imports.
@FunctionalInterface
public interface ImportListener {
    ImportListener SILENT = (stage, fraction) -> {};

    /// @param fraction of the whole import, 0 to 1
    void progress(ImportStage stage, double fraction);

    /// Asked often; true ends the import with `CancellationException`, and nothing of it is left.
    default boolean cancelled() {
        return false;
    }
}
