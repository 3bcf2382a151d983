package glassformer.ui.data;

import glassformer.data.Column;
import glassformer.data.ColumnTypes;
import glassformer.data.Row;
import glassformer.data.Rows;
import glassformer.data.TableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The columns of a table and its first rows.
///
/// @param more whether the table goes on after these rows
public record TablePreview(List<Column> columns, List<Row> rows, boolean more) {
    private static final int ROWS = 200;

    public TablePreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// @throws glassformer.BadInputException where the file is no table
    static TablePreview of(Path file) {
        var table = new TableFile(file);
        List<Column> columns = ColumnTypes.of(table);
        List<Row> first = new ArrayList<>();
        try (Rows rows = table.open()) {
            while (first.size() < ROWS && rows.hasNext()) first.add(rows.next());
            return new TablePreview(columns, first, rows.hasNext());
        }
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }
}
