package glassformer.task;

import glassformer.blueprint.Named;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import glassformer.settings.Values;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// A lab's examples, each with the number of its row, so that a person finds it in the file.
///
/// @param trainingRows   of each training example, from 1, without the header; of samples, which have no file, the
///                       places in their lists
/// @param validationRows the same for validation
public record NumberedExamples(SplitExamples split, List<Integer> trainingRows, List<Integer> validationRows) {
    public NumberedExamples {
        trainingRows = List.copyOf(trainingRows);
        validationRows = List.copyOf(validationRows);
    }

    /// As [ExampleTasks#read].
    ///
    /// @throws glassformer.BadInputException where there are no such examples
    public static NumberedExamples read(Values values, Path baseFolder) {
        TaskKind task = Named.of(TaskKind.class, values.text(TaskKind.KEY));
        if (!ExampleTasks.isTable(values)) {
            return inPlace(ExampleTasks.read(values, task, baseFolder));
        }
        List<Example> all = ExampleTasks.rows(values, task, baseFolder);
        SplitExamples split = ExampleTasks.divided(values, all);
        IdentityHashMap<Example, Integer> rows = new IdentityHashMap<>(); // equal examples are different rows
        for (int i = 0; i < all.size(); i++) {
            rows.put(all.get(i), i + 1);
        }
        return new NumberedExamples(
                split,
                split.training().stream().map(rows::get).toList(),
                split.validation().stream().map(rows::get).toList());
    }

    /// Examples without a file.
    public static NumberedExamples inPlace(SplitExamples split) {
        return new NumberedExamples(
                split,
                IntStream.rangeClosed(1, split.training().size()).boxed().toList(),
                IntStream.rangeClosed(1, split.validation().size()).boxed().toList());
    }
}
