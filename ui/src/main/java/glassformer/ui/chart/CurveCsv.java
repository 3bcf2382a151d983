package glassformer.ui.chart;

import java.io.IOException;
import java.util.List;

/// Curves as comma-separated values: one row for each x that any curve has, an empty cell where a curve has none.
///
/// Numbers are written with a point and every digit, whatever the language, so that reading them back gives the same
/// values; a value that overflowed is written as `NaN`, `Infinity` or `-Infinity`.
final class CurveCsv {
    private CurveCsv() {}

    record Column(String name, Curve curve) {}

    static void write(Appendable out, String xName, List<Column> columns, Extent xs) throws IOException {
        out.append(quoted(xName));
        for (Column column : columns) out.append(',').append(quoted(column.name()));
        out.append('\n');
        int[] next = columns.stream()
                .mapToInt(c -> c.curve().indexAtOrAfter(xs.low()))
                .toArray();
        while (true) {
            double x = Double.POSITIVE_INFINITY;
            for (int c = 0; c < next.length; c++) {
                Curve curve = columns.get(c).curve();
                if (next[c] < curve.size()) x = Math.min(x, curve.x(next[c]));
            }
            if (x == Double.POSITIVE_INFINITY || x > xs.high()) return;
            out.append(number(x));
            for (int c = 0; c < next.length; c++) {
                Curve curve = columns.get(c).curve();
                out.append(',');
                if (next[c] < curve.size() && curve.x(next[c]) == x) out.append(number(curve.y(next[c]++)));
            }
            out.append('\n');
        }
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static String quoted(String name) {
        boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
