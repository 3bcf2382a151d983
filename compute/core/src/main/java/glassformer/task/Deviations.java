package glassformer.task;

import java.util.Arrays;

/// Numbers in units of their standard deviation from their mean, where an error has a size that learning rates are made
/// for.
record Deviations(double mean, double deviation) {
    /// @param values of the training examples
    static Deviations of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return new Deviations(mean, variance == 0 ? 1 : Math.sqrt(variance));
    }

    float scaled(double value) {
        return (float) ((value - mean) / deviation);
    }

    double number(double deviations) {
        return deviations * deviation + mean;
    }
}
