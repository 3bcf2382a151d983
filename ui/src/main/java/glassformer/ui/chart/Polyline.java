package glassformer.ui.chart;

import java.util.Arrays;

/// A curve in pixels: at most four corners for each column of the plot, whatever the number of points.
///
/// A column with many points keeps its first, smallest, largest and last value. So a spike of a single point among a
/// million is as high on screen as it would be with every point drawn, and the line is the same to the pixel.
final class Polyline {
    private double[] px = new double[1024];
    private double[] py = new double[1024];
    private int count;
    private double travel;
    private boolean decimated;

    /// Replaces the corners by those of `curve` as it lies in `plot`.
    void trace(Curve curve, Plot plot) {
        count = 0;
        travel = 0;
        // One point more on either side, so that the line runs out of the picture rather than ends at its edge.
        int from = Math.max(0, curve.indexAtOrAfter(plot.xAxis().low()) - 1);
        int to = Math.min(
                curve.size(), curve.indexAtOrAfter(Math.nextUp(plot.xAxis().high())) + 1);
        int columns = Math.max(1, (int) Math.ceil(plot.width()));
        decimated = to - from > columns;
        if (!decimated) {
            for (int i = from; i < to; i++) add(plot.px(curve.x(i)), plot.py(curve.y(i)));
            return;
        }
        int start = from;
        for (int column = 0; column <= columns && start < to; column++) {
            double edge = column == columns ? Double.POSITIVE_INFINITY : plot.x(plot.left() + column + 1);
            int end = Math.min(to, Math.max(start, curve.indexAtOrAfter(edge)));
            if (end > start) addColumn(curve, plot, start, end, plot.left() + column + 0.5);
            start = end;
        }
    }

    private void addColumn(Curve curve, Plot plot, int from, int to, double x) {
        Extent extent = curve.yExtent(from, to);
        if (extent.isEmpty()) {
            add(x, Double.NaN);
            return;
        }
        double first = curve.y(from);
        double last = curve.y(to - 1);
        boolean rising = first <= last;
        if (Double.isFinite(first)) add(x, plot.py(first));
        addIfNew(x, plot.py(rising ? extent.low() : extent.high()));
        addIfNew(x, plot.py(rising ? extent.high() : extent.low()));
        if (Double.isFinite(last)) addIfNew(x, plot.py(last));
    }

    private void addIfNew(double x, double y) {
        if (count == 0 || px[count - 1] != x || py[count - 1] != y) add(x, y);
    }

    private void add(double x, double y) {
        if (count == px.length) {
            px = Arrays.copyOf(px, count * 2);
            py = Arrays.copyOf(py, count * 2);
        }
        px[count] = x;
        // A gap, or far outside: the rasteriser must not see infinities.
        py[count] = Double.isFinite(y) ? Math.clamp(y, -1e5, 1e5) : Double.NaN;
        if (count > 0 && !Double.isNaN(py[count - 1]) && !Double.isNaN(py[count])) {
            travel += Math.abs(py[count] - py[count - 1]);
        }
        count++;
    }

    int count() {
        return count;
    }

    double px(int corner) {
        return px[corner];
    }

    double py(int corner) {
        return py[corner];
    }

    /// How far the line goes up and down in all, in pixels; what it costs to stroke.
    double travel() {
        return travel;
    }

    /// Whether the curve has more points than columns, so that this holds columns rather than the points themselves.
    boolean isDecimated() {
        return decimated;
    }

    /// Receives a decimated line as filled columns, and the bridges between columns that are not neighbours.
    interface Columns {
        void column(double x, double top, double bottom);

        void bridge(double fromX, double fromY, double toX, double toY);
    }

    /// Each column reaches to where its left neighbour ended, so that the line has no holes.
    void forEachColumn(Columns columns) {
        for (int i = 0; i < count; ) {
            double x = px[i];
            double top = Double.POSITIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            if (i > 0 && !Double.isNaN(py[i]) && !Double.isNaN(py[i - 1])) {
                if (x - px[i - 1] > 1.5) {
                    columns.bridge(px[i - 1], py[i - 1], x, py[i]);
                } else {
                    top = py[i - 1];
                    bottom = py[i - 1];
                }
            }
            for (; i < count && px[i] == x; i++) {
                top = Math.min(top, Double.isNaN(py[i]) ? top : py[i]);
                bottom = Math.max(bottom, Double.isNaN(py[i]) ? bottom : py[i]);
            }
            if (top <= bottom) columns.column(x, top, bottom);
        }
    }

    /// Receives each unbroken stretch of at least one corner.
    interface Stretch {
        void accept(double[] px, double[] py, int count);
    }

    void forEachStretch(Stretch stretch) {
        int start = 0;
        for (int i = 0; i <= count; i++) {
            if (i < count && !Double.isNaN(py[i])) continue;
            if (i > start)
                stretch.accept(Arrays.copyOfRange(px, start, i), Arrays.copyOfRange(py, start, i), i - start);
            start = i + 1;
        }
    }
}
