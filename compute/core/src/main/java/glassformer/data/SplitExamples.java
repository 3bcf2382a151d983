package glassformer.data;

import glassformer.BadInputException;
import java.util.List;

/// Examples to learn from and examples to be judged by.
public record SplitExamples(List<Example> training, List<Example> validation) {
    public SplitExamples {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /// @throws BadInputException where a side is empty
    public SplitExamples requireBothSides() {
        if (training.isEmpty() || validation.isEmpty()) {
            throw new BadInputException("The data has " + training.size() + " training and " + validation.size()
                    + " validation examples, but needs at least one of each; give more data or another"
                    + " data.validationFraction.");
        }
        return this;
    }
}
