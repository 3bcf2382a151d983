package glassformer.engine.djl;

import glassformer.blueprint.Weight;
import glassformer.engine.Histogram;
import glassformer.engine.TensorStatistics;
import glassformer.engine.TensorStatistics.Kind;
import java.util.ArrayList;
import java.util.List;

/// Statistics as [ScriptParts#TRAINING] returns them: norm, smallest, largest and counts of each gradient, then each
/// tensor's update-to-weight ratio, then norm, smallest, largest and counts of each tensor.
final class WatchedValues {
    private static final int ROW = 3 + 2 * Histogram.BINS;

    private WatchedValues() {}

    /// @param from where they begin; none where the values end there
    static List<TensorStatistics> read(List<Weight> trained, float[] values, int from) {
        List<TensorStatistics> all = new ArrayList<>();
        if (values.length <= from) {
            return all;
        }
        int ratios = from + trained.size() * ROW;
        for (int i = 0; i < trained.size(); i++) {
            String name = trained.get(i).name();
            Double ratio = TensorStatistics.finite(values[ratios + i]);
            int gradient = from + i * ROW;
            int weight = ratios + trained.size() + i * ROW;
            all.add(new TensorStatistics(name, Kind.GRADIENT, values[gradient], null, histogram(values, gradient + 1)));
            all.add(new TensorStatistics(name, Kind.WEIGHT, values[weight], ratio, histogram(values, weight + 1)));
        }
        return all;
    }

    private static Histogram histogram(float[] values, int at) {
        return new Histogram(values[at], values[at + 1], counts(values, at + 2));
    }

    /// As [ScriptParts#SPREAD] gives them.
    static long[] counts(float[] values, int at) {
        long[] counts = new long[Histogram.BINS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = ((long) values[at + i] << 24) + (long) values[at + counts.length + i];
        }
        return counts;
    }
}
