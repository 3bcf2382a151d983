package glassformer.ui.heatmap;

/// Which values get the first and the last colour of the table.
public record ValueRange(float low, float high) {
    /// What probabilities need, so that two pictures can be compared.
    public static final ValueRange PROBABILITY = new ValueRange(0, 1);
}
