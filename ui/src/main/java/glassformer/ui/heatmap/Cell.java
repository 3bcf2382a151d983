package glassformer.ui.heatmap;

/// A place in a matrix, counted from zero.
public record Cell(int row, int column) {}
