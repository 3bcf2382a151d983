package glassformer.replay;

import java.awt.geom.Path2D;
import java.util.Locale;
import java.util.Map;

/// Paints a run's losses over all steps, with a line at the step on show.
///
/// @param steps the last step on the axis
/// @param low   of all losses
/// @param high  of all losses
record LossPainter(int steps, double low, double high, int width, int height, PictureColours colours) {
    static LossPainter of(Iterable<Replay> replays, int lastStep, int width, int height, PictureColours colours) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Replay replay : replays) {
            Losses losses = replay.losses();
            for (double loss : losses.validation().values()) {
                low = Math.min(low, loss);
                high = Math.max(high, loss);
            }
            for (int i = 0; i < losses.updates(); i++) {
                if (Double.isFinite(losses.training(i))) {
                    low = Math.min(low, losses.training(i));
                    high = Math.max(high, losses.training(i));
                }
            }
        }
        return new LossPainter(Math.max(1, lastStep), low, high, width, height, colours);
    }

    void paint(Pen pen, int left, int top, Losses losses, int step) {
        pen.frame(left, top, width, height, colours.grid());
        if (!(high > low)) {
            return;
        }
        Path2D training = new Path2D.Double();
        // A point a pixel at most: the rest could not be seen.
        int every = Math.max(1, losses.updates() / width);
        for (int i = 0; i < losses.updates(); i += every) {
            add(training, left, top, losses.step(i), losses.training(i));
        }
        pen.line(training, colours.second(), 1);
        Path2D validation = new Path2D.Double();
        for (Map.Entry<Integer, Double> point : losses.validation().entrySet()) {
            add(validation, left, top, point.getKey(), point.getValue());
        }
        pen.line(validation, colours.first(), 2);
        Path2D marker = new Path2D.Double();
        marker.moveTo(x(left, step), top);
        marker.lineTo(x(left, step), top + (double) height);
        pen.line(marker, colours.marked(), 1.5f);
        pen.text(number(high), left + 4, top + 12, Pen.SMALL, colours.muted());
        pen.text(number(low), left + 4, top + height - 4, Pen.SMALL, colours.muted());
    }

    private void add(Path2D path, int left, int top, int step, double loss) {
        if (!Double.isFinite(loss)) {
            return;
        }
        double y = top + height * (1 - (loss - low) / (high - low));
        if (path.getCurrentPoint() == null) {
            path.moveTo(x(left, step), y);
        } else {
            path.lineTo(x(left, step), y);
        }
    }

    private double x(int left, int step) {
        return left + (double) width * Math.min(step, steps) / steps;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
