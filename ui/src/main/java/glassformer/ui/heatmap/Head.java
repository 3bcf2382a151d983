package glassformer.ui.heatmap;

/// An attention head, counted from zero; people see it counted from one.
public record Head(int layer, int index) {
    /// For example `L1 H3`.
    public String label() {
        return "L" + (layer + 1) + " H" + (index + 1);
    }
}
