package glassformer.run;

/// What memory a training was expected to take and what it took, in bytes.
///
/// @param predicted by [glassformer.blueprint.CostEstimate#processBytes] and what the engine takes for itself,
///                  [glassformer.engine.Engine#workspaceBytes]
/// @param baseline  what the process held before the model was loaded: Java, libraries, data
/// @param peak      the most that the process held from then on, baseline included; 0 where nothing was measured or the
///                  device has memory of its own
public record MemoryUse(long predicted, long baseline, long peak) {
    /// What the training itself took at most; 0 where that is not known.
    public long used() {
        return peak == 0 ? 0 : Math.max(0, peak - baseline);
    }
}
