package glassformer.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Smallest and largest value of any stretch of a growing sequence, in time logarithmic in its length.
///
/// Level k holds one entry for each block of 16^(k+1) values. Values that are not finite are left out.
final class MinMaxPyramid {
    private static final int SHIFT = 4;
    private static final int FAN = 1 << SHIFT;

    private final List<Level> levels = new ArrayList<>();

    /// Takes in `value` at `index`, which is the next after the last one.
    void append(int index, double value) {
        double low = Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
        double high = Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
        int block = index;
        for (int k = 0; ; k++) {
            block >>= SHIFT;
            if (k == levels.size()) {
                levels.add(new Level());
                if (k > 0) levels.get(k).seed(levels.get(k - 1), block);
            }
            levels.get(k).include(block, low, high);
            if (block == 0) return;
        }
    }

    void clear() {
        levels.clear();
    }

    /// The extent of `values[from, to)`.
    Extent extent(double[] values, int from, int to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int i = from;
        while (i < to) {
            int level = -1;
            // The largest whole block that starts here and ends inside the stretch.
            while (level + 1 < levels.size() && isWholeBlock(i, to, level + 1)) level++;
            if (level < 0) {
                double v = values[i++];
                if (Double.isFinite(v)) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
            } else {
                int shift = SHIFT * (level + 1);
                low = Math.min(low, levels.get(level).low[i >> shift]);
                high = Math.max(high, levels.get(level).high[i >> shift]);
                i += 1 << shift;
            }
        }
        return new Extent(low, high);
    }

    private static boolean isWholeBlock(int from, int to, int level) {
        int shift = SHIFT * (level + 1);
        return shift < Integer.SIZE - 1 && (from & ((1 << shift) - 1)) == 0 && to - from >= 1 << shift;
    }

    private static final class Level {
        private double[] low = new double[0];
        private double[] high = new double[0];

        void include(int block, double lowest, double highest) {
            if (block >= low.length) grow(block);
            low[block] = Math.min(low[block], lowest);
            high[block] = Math.max(high[block], highest);
        }

        /// A new top level starts with what the level below already holds.
        void seed(Level below, int block) {
            grow(block);
            for (int i = 0; i < below.low.length; i++) include(i >> SHIFT, below.low[i], below.high[i]);
        }

        private void grow(int block) {
            int old = low.length;
            if (block < old) return;
            int size = Math.max(FAN, Math.max(block + 1, old * 2));
            low = Arrays.copyOf(low, size);
            high = Arrays.copyOf(high, size);
            Arrays.fill(low, old, size, Double.POSITIVE_INFINITY);
            Arrays.fill(high, old, size, Double.NEGATIVE_INFINITY);
        }
    }
}
