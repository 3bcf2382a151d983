package glassformer.task;

import glassformer.blueprint.Named;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.util.List;

/// The two parts that a lab's data is divided into.
public enum Side implements Named {
    /// What the model learned from.
    TRAINING("train"),
    /// What was kept aside.
    VALIDATION("validation");

    private final String id;

    Side(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    List<Example> of(SplitExamples examples) {
        return switch (this) {
            case TRAINING -> examples.training();
            case VALIDATION -> examples.validation();
        };
    }
}
