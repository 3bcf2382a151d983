package glassformer.ui.data;

import glassformer.data.Column;
import glassformer.data.ColumnType;
import glassformer.run.Lab;
import glassformer.task.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which columns of a new table a lab most likely means: those that it names where the table has them, otherwise the
/// first whose values look right.
final class ColumnGuess {
    private final Lab lab;
    private final List<Column> left;

    private ColumnGuess(Lab lab, TablePreview table) {
        this.lab = lab;
        this.left = new ArrayList<>(table.columns());
    }

    static Lab of(Lab lab, TablePreview table) {
        var guess = new ColumnGuess(lab, table);
        List<String> names = table.names();
        Optional<String> text = guess.named(DataKeys.TEXT, names);
        Optional<String> label = Optional.empty();
        if (lab.schema().has(DataKeys.LABEL)) {
            label = guess.named(DataKeys.LABEL, names);
            if (label.isEmpty()) label = guess.take(guess::names);
            if (label.isEmpty()) label = guess.take(guess::answers);
        }
        if (text.isEmpty()) text = guess.take(column -> column.type() == ColumnType.TEXT);
        Lab changed = lab;
        if (text.isPresent()) changed = changed.with(DataKeys.TEXT, text.get());
        if (label.isPresent()) changed = changed.with(DataKeys.LABEL, label.get());
        if (lab.schema().has(DataKeys.LABELS)) changed = guess.several(changed, names);
        boolean strange = lab.schema().has(DataKeys.SECOND)
                && !names.contains(lab.values().text(DataKeys.SECOND));
        return strange ? changed.with(DataKeys.SECOND, "") : changed;
    }

    /// All columns of classes and numbers, where the table lacks one that the lab names.
    private Lab several(Lab changed, List<String> names) {
        if (names.containsAll(DataKeys.labels(lab))) return changed;
        List<String> answers = left.stream()
                .filter(column -> column.type() == ColumnType.CATEGORY || column.type() == ColumnType.NUMBER)
                .map(Column::name)
                .toList();
        return answers.size() < 2 ? changed : changed.with(DataKeys.LABELS, String.join(", ", answers));
    }

    private Optional<String> named(String key, List<String> names) {
        String name = lab.values().text(key);
        left.removeIf(column -> column.name().equals(name));
        return names.contains(name) ? Optional.of(name) : Optional.empty();
    }

    /// Classes are more often words than numbers.
    private boolean names(Column column) {
        return lab.task() == TaskKind.CLASSIFICATION
                && column.type() == ColumnType.CATEGORY
                && column.samples().stream().noneMatch(value -> value.matches("[-+.\\d]+"));
    }

    private boolean answers(Column column) {
        TaskKind task = lab.task();
        return switch (task) {
            case CLASSIFICATION -> column.type() == ColumnType.CATEGORY;
            case REGRESSION -> column.type() == ColumnType.NUMBER;
            case TOKEN_CLASSIFICATION -> column.type() == ColumnType.TAGS;
            case TRANSLATION, TRANSLATION_LANGUAGE_MODEL -> column.equals(left.getLast());
            case MULTI_TASK, LANGUAGE_MODEL, MASKED_LANGUAGE_MODEL -> false;
        };
    }

    private Optional<String> take(Predicate<Column> fits) {
        Optional<Column> found = left.stream().filter(fits).findFirst();
        found.ifPresent(left::remove);
        return found.map(Column::name);
    }
}
