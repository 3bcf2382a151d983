package glassformer.ui.chart;

import glassformer.ui.common.Format;
import glassformer.ui.common.TextMeasure;
import java.util.ArrayList;
import java.util.List;

/// Where the ticks of a plot lie and what is written at them, for every kind of picture alike.
record AxisLabels(Format format, TextMeasure text) {
    private static final double ROW = 36;
    private static final double COLUMN = 75;

    /// @param at     the tick's pixel along its axis
    /// @param text   empty where there is no room for it
    /// @param textAt the middle of the text
    record Mark(double at, String text, double textAt) {}

    /// How wide the texts beside a vertical axis of this length are.
    double width(Axis axis, double length) {
        return axis.ticks(wanted(length, ROW)).stream()
                .mapToDouble(tick -> text.width(label(tick, axis)))
                .max()
                .orElse(0);
    }

    List<Mark> vertical(Plot plot) {
        List<Mark> marks = new ArrayList<>();
        double last = Double.POSITIVE_INFINITY;
        for (Axis.Tick tick : plot.yAxis().ticks(wanted(plot.height(), ROW))) {
            double y = CurvePainter.crisp(plot.py(tick.value()));
            boolean fits = last - y >= text.lineHeight() - 1;
            if (fits) last = y;
            marks.add(new Mark(y, fits ? label(tick, plot.yAxis()) : "", y));
        }
        return marks;
    }

    /// @param width of the whole picture
    List<Mark> horizontal(Plot plot, double width) {
        List<Mark> marks = new ArrayList<>();
        double lastEnd = Double.NEGATIVE_INFINITY;
        for (Axis.Tick tick : plot.xAxis().ticks(wanted(plot.width(), COLUMN))) {
            double x = CurvePainter.crisp(plot.px(tick.value()));
            String label = label(tick, plot.xAxis());
            double half = text.width(label) / 2;
            boolean fits = x - half >= lastEnd + CurvePainter.GAP;
            if (fits) lastEnd = x + half;
            marks.add(new Mark(x, fits ? label : "", Math.min(x, width - half - 1)));
        }
        return marks;
    }

    private String label(Axis.Tick tick, Axis axis) {
        return axis.logarithmic() && (tick.value() < 1e-3 || tick.value() >= 1e6)
                ? format.tick(tick.value(), Math.min(tick.step(), 9e-5))
                : format.tick(tick.value(), tick.step());
    }

    private static int wanted(double length, double spacing) {
        return Math.max(3, (int) (length / spacing));
    }
}
