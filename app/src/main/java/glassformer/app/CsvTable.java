package glassformer.app;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Rows as comma-separated text that spreadsheets read (RFC 4180). A number that there is none of is an empty cell.
final class CsvTable {
    private final StringBuilder text = new StringBuilder();

    CsvTable(String... columns) {
        row((Object[]) columns);
    }

    CsvTable row(@Nullable Object... cells) {
        return row(java.util.Arrays.asList(cells));
    }

    CsvTable row(List<? extends @Nullable Object> cells) {
        StringJoiner line = new StringJoiner(",", "", "\n");
        cells.forEach(cell -> line.add(cell(cell)));
        text.append(line);
        return this;
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number when !Double.isFinite(number) -> "";
            case Double number -> String.format(Locale.ROOT, "%s", number);
            case String words -> quoted(words);
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String words) {
        boolean plain = words.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? words : '"' + words.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
