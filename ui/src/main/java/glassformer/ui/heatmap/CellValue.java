package glassformer.ui.heatmap;

/// What a heatmap holds at a place.
public record CellValue(int row, int column, float value) {}
