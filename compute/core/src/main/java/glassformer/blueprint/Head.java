package glassformer.blueprint;

/// What reads a trunk's output for one purpose.
///
/// @param name   unique in its blueprint
/// @param layers from `(B, T, C)` to what [LabelKind] says
public record Head(String name, LabelKind labels, Layer.Sequence layers) {
    /// How many scores it gives a token or text: `N`.
    public int size() {
        return switch (layers.layers().getLast()) {
            case Layer.OutputHead output -> output.table().shape().getFirst();
            case Layer.Dense dense -> dense.linear().out();
            default -> throw new IllegalStateException("the head " + name + " ends in no scores");
        };
    }
}
