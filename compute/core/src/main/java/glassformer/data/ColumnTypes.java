package glassformer.data;

import java.util.ArrayList;
import java.util.List;

/// Guesses the types of a table's columns from its first rows; the person may say otherwise in the mapping.
public final class ColumnTypes {
    /// Rows that are looked at.
    public static final int ROWS = 10_000;

    /// Different values of a column that are counted at most.
    public static final int DISTINCT_COUNTED = 1_000;

    private ColumnTypes() {}

    /// The type of a column by itself, from all of its cells; never tags, which stand beside another column.
    public static ColumnType of(List<String> cells) {
        ColumnSurvey survey = new ColumnSurvey(1);
        cells.forEach(cell -> survey.add(cell, 0, new int[] {Words.of(cell).size()}));
        return survey.column("").type();
    }

    /// Columns in the table's order; all are text where there are no rows.
    public static List<Column> of(Table table) {
        try (Rows rows = table.open()) {
            List<String> names = rows.columns();
            List<ColumnSurvey> surveys = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                surveys.add(new ColumnSurvey(names.size()));
            }
            for (int n = 0; n < ROWS && rows.hasNext(); n++) {
                List<String> cells = rows.next().cells();
                int[] words =
                        cells.stream().mapToInt(cell -> Words.of(cell).size()).toArray();
                for (int i = 0; i < names.size(); i++) {
                    surveys.get(i).add(cells.get(i), i, words);
                }
            }
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                columns.add(surveys.get(i).column(names.get(i)));
            }
            return columns;
        }
    }
}
