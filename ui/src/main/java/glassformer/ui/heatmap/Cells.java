package glassformer.ui.heatmap;

/// The values that a heatmap shows, held in memory or read when they come into sight; for an attention pattern rows are
/// queries and columns are keys. Use on the JavaFX thread.
public sealed interface Cells permits Matrix, TiledCells {
    int rows();

    int columns();

    /// One value.
    float at(int row, int column);

    /// All of them, row after row.
    float[] values();

    /// From the smallest to the largest value, as far as it is known.
    ValueRange range();

    /// Whether the values count something: whole numbers, and one of them above 1.
    boolean isCounts();

    /// The largest value under each pixel of a line that covers the rows `fromRow` to before `toRow`, at least one.
    ///
    /// @param columnStart where each pixel begins, and where the last one ends; a pixel covers at least one column
    /// @param into        gets a value for each pixel
    void largest(int fromRow, int toRow, int[] columnStart, float[] into);
}
