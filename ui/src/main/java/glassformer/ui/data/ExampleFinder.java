package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.task.NumberedExamples;
import java.nio.file.Path;

/// Finds the examples that a lab learns from, as [NumberedExamples#read] does.
@FunctionalInterface
public interface ExampleFinder {
    /// @throws glassformer.BadInputException where there are no such examples
    NumberedExamples find(Lab lab, Path folder);
}
