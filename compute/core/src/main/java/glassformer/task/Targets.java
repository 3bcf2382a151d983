package glassformer.task;

import glassformer.BadInputException;
import glassformer.data.ColumnTypes;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds out what each column is that is learned: classes where a few values come again, or numbers.
final class Targets {
    private static final Set<String> TAKEN = Set.of("lm", "mlm", "nsp"); // heads of pre-training

    private Targets() {}

    /// @throws BadInputException where the examples lack a column, or one holds neither classes nor numbers
    static List<Target> of(LabelColumns columns, SplitExamples examples, double smoothing) {
        Set<String> names = new HashSet<>(TAKEN);
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < columns.names().size(); i++) {
            String column = columns.names().get(i);
            String name = named(column, i + 1, names);
            List<String> all = ExampleTasks.all(examples)
                    .map(example -> answer(example, column))
                    .toList();
            double weight = columns.weights().get(i);
            targets.add(
                    switch (ColumnTypes.of(all)) {
                        case CATEGORY -> classes(column, name, all, weight, smoothing);
                        case NUMBER ->
                            Target.OfNumber.of(
                                    column,
                                    name,
                                    all.subList(0, examples.training().size()),
                                    weight);
                        case TEXT, TAGS -> throw unfit(column, all);
                    });
        }
        return List.copyOf(targets);
    }

    private static Target classes(String column, String name, List<String> all, double weight, double smoothing) {
        List<String> labels = List.copyOf(new TreeSet<>(all));
        if (labels.size() < 2) {
            throw new BadInputException("The column \"" + column + "\" holds only \"" + labels.getFirst()
                    + "\" in all rows; it needs at least two classes, or numbers.");
        }
        return new Target.OfClasses(column, name, labels, weight, smoothing);
    }

    private static BadInputException unfit(String column, List<String> all) {
        long distinct = all.stream().distinct().count();
        return new BadInputException("The column \"" + column + "\" holds " + distinct + " different texts in "
                + all.size() + " rows, such as \"" + all.getFirst()
                + "\"; it must hold numbers, or at most 100 classes that come twice each on average and are no longer"
                + " than 60 characters.");
    }

    static String answer(Example example, String column) {
        if (!(example instanceof Example.Labelled(var input, Map<String, String> labels))) {
            throw Texts.unfit(TaskKind.MULTI_TASK, example);
        }
        String answer = labels.get(column);
        if (answer == null) {
            throw new BadInputException(LabelColumns.KEY + " names the column \"" + column
                    + "\", but the examples have only: " + String.join(", ", labels.keySet()) + ".");
        }
        return answer;
    }

    /// The column's name with what a head's name cannot have left out.
    ///
    /// @param taken takes the name
    private static String named(String column, int number, Set<String> taken) {
        String fit = column.replaceAll("[^A-Za-z0-9_-]+", "_").replaceAll("^_+|_+$", "");
        String name = fit.isEmpty() ? "column" + number : fit.substring(0, Math.min(fit.length(), 56));
        String free = name;
        for (int count = number; !taken.add(free); count++) {
            free = name + "_" + count;
        }
        return free;
    }
}
