package glassformer.represent;

/// A map of one layer's vectors.
///
/// @param step   of the checkpoint
/// @param layers how many the model has of these vectors, the embedding included
public record Representation(int step, VectorKind kind, int layer, int layers, Space space, Layout layout) {
    /// Of the folder that keeps it.
    public String name() {
        return kind.id() + "-layer-" + layer + "-" + layout.method().id() + "-" + layout.dimensions() + "d-step-"
                + step;
    }
}
