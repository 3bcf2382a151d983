package glassformer.data;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the rows of a table into examples. Throws [BadInputException] naming file, row and column where a cell does
/// not fit.
public final class ExampleReader {
    private final Table table;
    private final ColumnMapping mapping;

    public ExampleReader(Table table, ColumnMapping mapping) {
        this.table = table;
        this.mapping = mapping;
    }

    /// The first rows' examples; fewer where the table ends.
    public List<Example> preview(int count) {
        return read(count);
    }

    /// All rows, as data to train on: there must be a row, and two classes where classes are to be learnt.
    public Dataset readForTraining() {
        Dataset dataset = read();
        if (mapping instanceof ColumnMapping.Classification classes) {
            List<String> labels = ClassCounts.of(dataset.examples()).labels();
            if (labels.size() < 2) {
                throw new BadInputException(
                        table.name() + ", column \"" + classes.label() + "\": there is only the class \""
                                + labels.getFirst() + "\" in all " + dataset.size()
                                + " rows; a classifier needs rows of at least two classes.");
            }
        }
        return dataset;
    }

    /// All rows; there must be one.
    public Dataset read() {
        List<Example> examples = read(Integer.MAX_VALUE);
        if (examples.isEmpty()) {
            throw new BadInputException(
                    table.name() + " has a header, but no rows; add a row below it for each example.");
        }
        return new Dataset(table.name(), examples);
    }

    private List<Example> read(int limit) {
        try (Rows rows = table.open()) {
            Map<String, Integer> places = places(rows.columns());
            List<Example> examples = new ArrayList<>();
            while (examples.size() < limit && rows.hasNext()) {
                examples.add(new RowReader(table.name(), rows.next(), places).example(mapping));
            }
            return examples;
        }
    }

    private Map<String, Integer> places(List<String> columns) {
        Map<String, Integer> places = new HashMap<>();
        for (String wanted : mapping.columns()) {
            int place = columns.indexOf(wanted);
            if (place < 0) {
                throw new BadInputException(table.name() + " has no column \"" + wanted + "\"; its columns are: "
                        + String.join(", ", columns) + "." + separatorHint(columns));
            }
            places.put(wanted, place);
        }
        return places;
    }

    private static String separatorHint(List<String> columns) {
        String only = columns.size() == 1 ? columns.getFirst() : "";
        for (String separator : List.of(";", "\t")) {
            if (only.contains(separator)) {
                return " Its values seem to be divided by " + (separator.equals(";") ? "semicolons" : "tabs")
                        + "; save it " + (separator.equals(";") ? "with commas." : "as .tsv.");
            }
        }
        return "";
    }

    private record RowReader(String table, Row row, Map<String, Integer> places) {
        Example example(ColumnMapping mapping) {
            return switch (mapping) {
                case ColumnMapping.PlainText(String text, var second) -> new Example.Unlabelled(input(text, second));
                case ColumnMapping.Classification(String text, var second, String label) ->
                    new Example.Classified(input(text, second), filled(label).strip());
                case ColumnMapping.Regression(String text, var second, String value) ->
                    new Example.Scored(input(text, second), number(value));
                case ColumnMapping.Labels(String text, var second, List<String> labels) ->
                    new Example.Labelled(input(text, second), filled(labels));
                case ColumnMapping.TokenClassification(String words, String tags) -> tagged(words, tags);
                case ColumnMapping.Translation(String source, String target) ->
                    new Example.Translated(filled(source), filled(target));
            };
        }

        private Input input(String text, @Nullable String second) {
            return second == null ? new Input.Single(filled(text)) : new Input.Pair(filled(text), filled(second));
        }

        private Example tagged(String wordColumn, String tagColumn) {
            List<String> words = Words.of(filled(wordColumn));
            List<String> tags = Words.of(filled(tagColumn));
            if (words.size() != tags.size()) {
                throw new BadInputException(where(tagColumn) + ": there are " + tags.size() + " tags for "
                        + words.size() + " words in \"" + wordColumn + "\"; each word needs one tag.");
            }
            return new Example.Tagged(words, tags);
        }

        private double number(String column) {
            String text = filled(column).strip();
            if (!FiniteNumbers.isNumber(text)) {
                throw new BadInputException(where(column) + ": \"" + shortened(text)
                        + "\" is no number; write digits with a point, as in 3.5.");
            }
            return Double.parseDouble(text);
        }

        private Map<String, String> filled(List<String> columns) {
            Map<String, String> cells = new LinkedHashMap<>();
            columns.forEach(column -> cells.put(column, filled(column).strip()));
            return cells;
        }

        private String filled(String column) {
            String text = row.cells().get(places.getOrDefault(column, 0));
            if (text.isBlank()) {
                throw new BadInputException(where(column) + " is empty; fill it or remove the row.");
            }
            return text;
        }

        private String where(String column) {
            return table + ", row " + row.number() + " (line " + row.line() + "), column \"" + column + "\"";
        }

        private static String shortened(String text) {
            return text.length() > 40 ? text.substring(0, 40) + "..." : text;
        }
    }
}
