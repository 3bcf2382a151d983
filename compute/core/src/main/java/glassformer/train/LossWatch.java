package glassformer.train;

import java.util.ArrayDeque;
import java.util.Deque;

/// Watches the training loss for batches that stand out and for a training that comes apart.
///
/// A loss stands out where it lies more than 6 standard deviations and a tenth above the mean of the last 100. Such a
/// loss counts into that mean only as far as it does not stand out, so that one bad batch hides no other. The first 50
/// of a run are told: each costs a look at its texts.
///
/// Training diverges where 10 losses in a row lie above a threshold times the least running mean (of 20 losses), and
/// the later five no lower than the five before. A quarter of the first losses' mean is the least that counts, since a
/// loss near zero doubles easily.
final class LossWatch {
    private static final int RECENT = 100;
    private static final int ENOUGH = 20;
    private static final double DEVIATIONS = 6;
    private static final double SHARE = 1.1;
    private static final int RUNNING = 20;
    private static final int FIRST = 5;
    private static final int IN_A_ROW = 10;
    private static final int MOST = 50;

    private final double threshold;
    private final Deque<Double> recent = new ArrayDeque<>();
    private final Deque<Double> last = new ArrayDeque<>();
    private double firstMean;
    private double leastMean = Double.POSITIVE_INFINITY;
    private int above;
    private int stable;
    private int outliers;

    /// What a loss says beside those before it.
    ///
    /// @param mean      of the recent ones
    /// @param deviation their standard deviation
    record Reading(double mean, double deviation, boolean outlier, boolean diverged) {}

    /// @param threshold times the least running mean; 0 takes no loss for too high
    LossWatch(double threshold, LossHistory history) {
        this.threshold = threshold;
        history.training().forEach(seen -> add(seen.step(), seen.value()));
    }

    Reading add(int step, double loss) {
        double mean = mean(recent);
        double deviation = deviation(mean);
        boolean outlier = recent.size() >= ENOUGH && loss > bound(mean, deviation);
        keep(recent, outlier ? bound(mean, deviation) : loss, RECENT);
        follow(step, loss);
        outliers += outlier ? 1 : 0;
        return new Reading(mean, deviation, outlier && outliers <= MOST, above >= IN_A_ROW && isRising());
    }

    private void follow(int step, double loss) {
        keep(last, loss, RUNNING);
        if (threshold > 0 && last.size() >= FIRST && loss > threshold * floor()) {
            above++;
            return;
        }
        above = 0;
        stable = step;
        if (last.size() == FIRST) {
            firstMean = mean(last);
        }
        if (last.size() >= FIRST) {
            leastMean = Math.min(leastMean, mean(last));
        }
    }

    private double floor() {
        return Math.max(leastMean, firstMean / 4);
    }

    /// The last step whose loss was not too high.
    int stableStep() {
        return stable;
    }

    double leastMean() {
        return leastMean;
    }

    private static double bound(double mean, double deviation) {
        return Math.max(mean + DEVIATIONS * deviation, SHARE * mean);
    }

    private boolean isRising() {
        double[] values = last.stream().mapToDouble(Double::doubleValue).toArray();
        double change = 0;
        for (int i = 0; i < IN_A_ROW; i++) {
            change += (i < IN_A_ROW / 2 ? 1 : -1) * values[values.length - 1 - i];
        }
        return change >= 0;
    }

    private static void keep(Deque<Double> values, double value, int most) {
        values.addLast(value);
        if (values.size() > most) {
            values.removeFirst();
        }
    }

    private static double mean(Deque<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private double deviation(double mean) {
        return Math.sqrt(recent.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
