package glassformer.data;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which columns of a table are read as what, and so which kind of [Example] a row becomes.
public sealed interface ColumnMapping {
    /// The columns that the table must have.
    List<String> columns();

    /// A text, or a pair, without an answer.
    record PlainText(String text, @Nullable String secondText) implements ColumnMapping {
        @Override
        public List<String> columns() {
            return present(text, secondText);
        }
    }

    /// @param label column of the class
    record Classification(String text, @Nullable String secondText, String label) implements ColumnMapping {
        @Override
        public List<String> columns() {
            return present(text, secondText, label);
        }
    }

    /// @param value column of the number
    record Regression(String text, @Nullable String secondText, String value) implements ColumnMapping {
        @Override
        public List<String> columns() {
            return present(text, secondText, value);
        }
    }

    /// @param labels columns of classes and numbers, at least one
    record Labels(String text, @Nullable String secondText, List<String> labels) implements ColumnMapping {
        public Labels {
            labels = List.copyOf(labels);
        }

        @Override
        public List<String> columns() {
            return Stream.concat(present(text, secondText).stream(), labels.stream())
                    .toList();
        }
    }

    /// @param words column of words with spaces between them
    /// @param tags column of as many tags
    record TokenClassification(String words, String tags) implements ColumnMapping {
        @Override
        public List<String> columns() {
            return List.of(words, tags);
        }
    }

    record Translation(String source, String target) implements ColumnMapping {
        @Override
        public List<String> columns() {
            return List.of(source, target);
        }
    }

    private static List<String> present(@Nullable String... columns) {
        return Stream.of(columns)
                .<String>mapMulti((column, kept) -> {
                    if (column != null) {
                        kept.accept(column);
                    }
                })
                .toList();
    }
}
