package glassformer.data;

import java.util.List;

/// Examples to learn from and examples to be judged by.
public record SplitExamples(List<Example> training, List<Example> validation) {
    public SplitExamples {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }
}
