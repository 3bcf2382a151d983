package glassformer.data;

import java.util.List;

/// One row of a table.
///
/// @param number of the row, from 1, without the header
/// @param line of the file where the row begins, from 1
/// @param cells one for each column, in the order of the columns; a list of words or tags is joined by spaces
public record Row(long number, long line, List<String> cells) {
    public Row {
        cells = List.copyOf(cells);
    }
}
