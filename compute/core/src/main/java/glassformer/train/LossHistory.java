package glassformer.train;

import java.util.List;

/// The losses of a run that goes on, so that what watches them goes on, too.
///
/// @param training   one a step, in order
/// @param validation one an evaluation, in order
public record LossHistory(List<Loss> training, List<Loss> validation) {
    public static final LossHistory NONE = new LossHistory(List.of(), List.of());

    public LossHistory {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    public record Loss(int step, double value) {}

    double lastTraining() {
        return training.isEmpty() ? Double.NaN : training.getLast().value();
    }

    double lastValidation() {
        return validation.isEmpty() ? Double.NaN : validation.getLast().value();
    }

    /// Whether training would end here.
    public boolean exhausts(EarlyStopping rule) {
        return new Patience(rule, this).exhausted();
    }
}
