package glassformer.ui.chart;

import glassformer.ui.common.Format;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.theme.Palette;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws the crosshair, a dot on each curve, and a box with the values beside it.
final class ReadoutPainter {
    private static final double PAD = 8;

    private final Format format;
    private final TextMeasure text = new TextMeasure(Font.font(12));

    ReadoutPainter(Format format) {
        this.format = format;
    }

    void paint(
            GraphicsContext g,
            Plot plot,
            String xName,
            Readout readout,
            Function<CurveSeries, Color> colours,
            Palette p) {
        double x = Math.floor(plot.px(readout.x())) + 0.5;
        g.setLineWidth(1);
        g.setStroke(p.mutedText());
        g.setLineDashes(3, 3);
        g.strokeLine(x, plot.top(), x, plot.bottom());
        g.setLineDashes();
        for (Readout.Entry entry : readout.entries()) dot(g, plot, entry, colours.apply(entry.series()), p);
        box(g, plot, x, xName, readout, colours, p);
    }

    private static void dot(GraphicsContext g, Plot plot, Readout.Entry entry, Color colour, Palette p) {
        Double smoothed = entry.smoothed();
        double px = plot.px(entry.x());
        double py = plot.py(smoothed == null ? entry.y() : smoothed);
        if (!plot.contains(px, py)) return;
        g.setFill(colour);
        g.fillOval(px - 4, py - 4, 8, 8);
        g.setStroke(p.background());
        g.setLineWidth(1.5);
        g.strokeOval(px - 4, py - 4, 8, 8);
    }

    private void box(
            GraphicsContext g,
            Plot plot,
            double x,
            String xName,
            Readout readout,
            Function<CurveSeries, Color> colours,
            Palette p) {
        String head = (xName.isEmpty() ? "" : xName + " ") + format.number(readout.x());
        double names = 0;
        double values = 0;
        for (Readout.Entry entry : readout.entries()) {
            names = Math.max(names, text.width(entry.series().name()));
            values = Math.max(values, text.width(value(entry, readout.x())));
        }
        double row = text.lineHeight() + 2;
        double width = Math.max(text.width(head), 16 + names + 14 + values) + 2 * PAD;
        double height = row * (readout.entries().size() + 1) + 2 * PAD - 2;
        double left = x + 12 + width <= plot.right() ? x + 12 : Math.max(plot.left(), x - 12 - width);
        double top = plot.top() + 6;
        g.setFill(p.panel());
        g.setStroke(p.axis());
        g.setLineWidth(1);
        g.fillRoundRect(left, top, width, height, 8, 8);
        g.strokeRoundRect(Math.floor(left) + 0.5, Math.floor(top) + 0.5, width, height, 8, 8);
        g.setFont(text.font());
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(p.mutedText());
        g.fillText(head, left + PAD, top + PAD);
        double y = top + PAD + row;
        for (Readout.Entry entry : readout.entries()) {
            g.setFill(colours.apply(entry.series()));
            g.fillRoundRect(left + PAD, y + row / 2 - 5, 8, 8, 3, 3);
            g.setFill(p.text());
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText(entry.series().name(), left + PAD + 16, y);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(value(entry, readout.x()), left + width - PAD, y);
            y += row;
        }
        g.setTextAlign(TextAlignment.LEFT);
    }

    private String value(Readout.Entry entry, double x) {
        Double smoothed = entry.smoothed();
        String value = smoothed == null
                ? format.number(entry.y())
                : format.number(smoothed) + "  (" + format.number(entry.y()) + ")";
        return entry.x() == x ? value : value + "  @ " + format.number(entry.x());
    }
}
