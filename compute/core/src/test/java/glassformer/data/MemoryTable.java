package glassformer.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// A table out of lines with a bar between the cells; the first names the columns.
record MemoryTable(String name, List<String> lines) implements Table {
    static MemoryTable of(String... lines) {
        return new MemoryTable("memory.csv", List.of(lines));
    }

    @Override
    public Rows open() {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            rows.add(new Row(i, i + 1, cells(lines.get(i))));
        }
        Iterator<Row> iterator = rows.iterator();
        return new Rows() {
            @Override
            public List<String> columns() {
                return cells(lines.getFirst());
            }

            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Row next() {
                return iterator.next();
            }

            @Override
            public void close() {}
        };
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("\\|", -1)).toList();
    }
}
