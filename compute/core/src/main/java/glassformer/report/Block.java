package glassformer.report;

import java.util.List;

/// A piece of a document.
public sealed interface Block {
    /// @param level 1 for the title, 2 below it
    record Heading(String text, int level) implements Block {}

    record Paragraph(String text) implements Block {}

    /// @param textColumns how many columns at the left hold text; the others hold numbers
    record Table(List<String> columns, List<List<String>> rows, int textColumns) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// @param title says in words what is to be seen
    record Picture(String title, Drawing drawing) implements Block {}
}
