package glassformer.importing;

/// What an import came to.
///
/// @param plan  what it did; its target is there now
/// @param bytes of all files
public record ImportReport(ImportPlan plan, long bytes, double seconds) {}
