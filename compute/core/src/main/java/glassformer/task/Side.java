package glassformer.task;

import glassformer.blueprint.Named;

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
}
