package glassformer.ui.chart;

import java.util.Arrays;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/// A growing sequence of points with x never falling, for example a loss at each step.
///
/// Kept in primitive arrays beside a pyramid of minima and maxima, so that a million points cost 16 MB and can be
/// redrawn in about a millisecond. A y that is not finite (a loss that overflowed) is a gap. Use on the JavaFX thread;
/// a chart that shows the curve redraws by itself.
public final class Curve {
    private final MinMaxPyramid pyramid = new MinMaxPyramid();
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private double[] xs = new double[64];
    private double[] ys = new double[64];
    private int size;
    private int rewrites;

    /// Adds a point at the end.
    ///
    /// @throws IllegalArgumentException when `x` lies before the last point; [#truncateFrom] goes back
    public void append(double x, double y) {
        if (Double.isNaN(x) || size > 0 && x < xs[size - 1]) {
            throw new IllegalArgumentException(
                    "x must not fall: " + x + " comes after " + (size == 0 ? "nothing" : xs[size - 1]));
        }
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
        }
        xs[size] = x;
        ys[size] = y;
        pyramid.append(size, y);
        size++;
        version.set(version.get() + 1);
    }

    /// Removes every point at `x` or later, as when a run goes on from an earlier checkpoint.
    public void truncateFrom(double x) {
        int keep = indexAtOrAfter(x);
        if (keep == size) return;
        size = keep;
        pyramid.clear();
        for (int i = 0; i < keep; i++) pyramid.append(i, ys[i]);
        rewrites++;
        version.set(version.get() + 1);
    }

    public void clear() {
        truncateFrom(Double.NEGATIVE_INFINITY);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public double x(int index) {
        return xs[checked(index)];
    }

    public double y(int index) {
        return ys[checked(index)];
    }

    /// Changes with every change of the points. A listener hears of a change once, until it reads the value.
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /// The first index whose x is at least `x`; [#size()] when there is none.
    public int indexAtOrAfter(double x) {
        int index = Arrays.binarySearch(xs, 0, size, x);
        if (index < 0) return -index - 1;
        while (index > 0 && xs[index - 1] == x) index--;
        return index;
    }

    /// The index of the point whose x is nearest to `x`; −1 when there are no points.
    public int nearestIndex(double x) {
        int after = indexAtOrAfter(x);
        if (after == size) return size - 1;
        if (after == 0) return 0;
        return x - xs[after - 1] <= xs[after] - x ? after - 1 : after;
    }

    /// From the first to the last x.
    public Extent xExtent() {
        return size == 0 ? Extent.EMPTY : new Extent(xs[0], xs[size - 1]);
    }

    /// The smallest and largest finite y of the points `from` (included) to `to` (not included).
    public Extent yExtent(int from, int to) {
        return pyramid.extent(ys, Math.max(0, from), Math.min(size, to));
    }

    /// The smallest and largest finite y above zero, for a logarithmic axis.
    Extent positiveExtent(int from, int to) {
        Extent whole = yExtent(from, to);
        if (whole.isEmpty() || whole.low() > 0) return whole;
        if (whole.high() <= 0) return Extent.EMPTY;
        double low = whole.high();
        for (int i = from; i < to; i++) if (ys[i] > 0 && ys[i] < low) low = ys[i];
        return new Extent(low, whole.high());
    }

    /// Counts the changes other than appending.
    int rewrites() {
        return rewrites;
    }

    private int checked(int index) {
        if (index < 0 || index >= size) throw new IndexOutOfBoundsException(index);
        return index;
    }
}
