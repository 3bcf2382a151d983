package glassformer.data;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import java.util.List;
import java.util.stream.DoubleStream;

/// How the predictions for the windows of one text become the text's.
public enum Pooling implements Named {
    /// The mean probability of each class.
    MEAN("mean"),
    /// The highest probability of each class, scaled so that they sum to one again: one sure window decides.
    MAX("max");

    private final String id;

    Pooling(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /// @param windows probabilities of each window, one window or more // (W, classes)
    /// @return probabilities of the text // (classes)
    public double[] pool(List<double[]> windows) {
        if (windows.isEmpty()) {
            throw new BadInputException("There are no windows to pool; a text has at least one.");
        }
        double[] pooled = new double[windows.getFirst().length];
        for (double[] window : windows) {
            for (int i = 0; i < pooled.length; i++) {
                pooled[i] = this == MEAN ? pooled[i] + window[i] : Math.max(pooled[i], window[i]);
            }
        }
        double sum = 0;
        for (double value : pooled) {
            sum += value;
        }
        double scale = this == MEAN ? windows.size() : sum;
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] /= scale;
        }
        return pooled;
    }

    /// Of numbers that are no probabilities: the mean or the highest.
    ///
    /// @param windows one number or more
    public double poolValues(double[] windows) {
        DoubleStream values = DoubleStream.of(windows);
        return (this == MEAN ? values.average() : values.max())
                .orElseThrow(() -> new BadInputException("There are no windows to pool; a text has at least one."));
    }
}
