package glassformer.ui.data;

import glassformer.data.DataReport;
import glassformer.data.Example;
import glassformer.task.NumberedExamples;
import java.util.List;

/// A lab's examples and what stands out in them.
public record ReadExamples(NumberedExamples examples, DataReport report) {
    static ReadExamples of(NumberedExamples examples) {
        return new ReadExamples(examples, DataReport.of(examples.split()));
    }

    List<Example> training() {
        return examples.split().training();
    }

    List<Example> validation() {
        return examples.split().validation();
    }
}
