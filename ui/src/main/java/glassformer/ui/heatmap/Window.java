package glassformer.ui.heatmap;

/// The part of a matrix in view, in rows and columns, fractions of a cell included.
record Window(double row, double column, double rows, double columns) {
    static Window all(Cells matrix) {
        return new Window(0, 0, matrix.rows(), matrix.columns());
    }

    boolean isAll(Cells matrix) {
        return rows >= matrix.rows() && columns >= matrix.columns();
    }

    /// `factor` times as large around a point, kept inside the matrix and at least a few cells large.
    Window scaled(Cells matrix, double factor, double aroundRow, double aroundColumn) {
        double least = Math.min(1, 4.0 / Math.min(matrix.rows(), matrix.columns()));
        double share = Math.clamp(rows / matrix.rows() * factor, least, 1.0);
        double newRows = matrix.rows() * share;
        double newColumns = matrix.columns() * share;
        return new Window(
                        aroundRow - (aroundRow - row) * newRows / rows,
                        aroundColumn - (aroundColumn - column) * newColumns / columns,
                        newRows,
                        newColumns)
                .inside(matrix);
    }

    Window moved(Cells matrix, double byRows, double byColumns) {
        return new Window(row + byRows, column + byColumns, rows, columns).inside(matrix);
    }

    /// Moved as little as needed to show `cell` whole.
    Window showing(Cells matrix, Cell cell) {
        double newRow = Math.max(Math.min(row, cell.row()), cell.row() + 1 - rows);
        double newColumn = Math.max(Math.min(column, cell.column()), cell.column() + 1 - columns);
        return new Window(newRow, newColumn, rows, columns).inside(matrix);
    }

    private Window inside(Cells matrix) {
        return new Window(
                Math.clamp(row, 0.0, Math.max(0, matrix.rows() - rows)),
                Math.clamp(column, 0.0, Math.max(0, matrix.columns() - columns)),
                rows,
                columns);
    }
}
