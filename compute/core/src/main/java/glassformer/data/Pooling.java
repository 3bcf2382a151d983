package glassformer.data;

import glassformer.BadInputException;
import java.util.List;

/// How the predictions for the windows of one text become the text's.
public enum Pooling {
    /// The mean probability of each class.
    MEAN,
    /// The highest probability of each class, scaled so that they sum to one again: one sure window decides.
    MAX;

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
}
