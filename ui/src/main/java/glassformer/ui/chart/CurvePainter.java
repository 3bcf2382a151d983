package glassformer.ui.chart;

import glassformer.ui.common.Format;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.theme.Palette;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Draws grid, ticks and curves, and decides how much room the labels need.
public final class CurvePainter {
    static final double GAP = 6;
    private static final double POINT_SPACING = 10;
    /// Beyond this many pixels up and down, a line takes longer to stroke than a pulse lasts.
    private static final double COSTLY_TRAVEL = 15_000;

    private final TextMeasure small = new TextMeasure(Font.font(11));
    private final AxisLabels labels;
    private final Polyline polyline = new Polyline();
    private @Nullable ColumnImage columns;
    private int corners;

    CurvePainter(Format format) {
        this.labels = new AxisLabels(format, small);
    }

    /// A curve as the picture shows it: faint when a smoothed one lies on top.
    record Stroke(Curve curve, Color colour, boolean dashed, boolean points, boolean faint) {
        double opacity() {
            return faint ? 0.28 : 1;
        }

        double thickness() {
            return faint ? 1 : 1.75;
        }
    }

    TextMeasure small() {
        return small;
    }

    AxisLabels labels() {
        return labels;
    }

    /// How many corners the last picture had, over all curves.
    int corners() {
        return corners;
    }

    /// The plot rectangle inside a canvas of the given size.
    Plot layout(double width, double height, Axis xAxis, Axis yAxis, String xName) {
        double bottom = small.lineHeight() + GAP + 2 + (xName.isEmpty() ? 0 : small.lineHeight());
        double plotHeight = Math.max(10, height - bottom - GAP);
        double left = GAP + labels.width(yAxis, plotHeight) + GAP;
        return new Plot(Math.ceil(left), GAP, Math.max(10, width - Math.ceil(left) - 14), plotHeight, xAxis, yAxis);
    }

    /// Another with the same texts.
    CurvePainter fresh() {
        return new CurvePainter(labels.format());
    }

    void paint(GraphicsContext g, Plot plot, String xName, List<Stroke> strokes, Palette palette) {
        double width = g.getCanvas().getWidth();
        double height = g.getCanvas().getHeight();
        g.clearRect(0, 0, width, height);
        paintOver(g, new CurvePicture(width, height, plot, xName, strokes, List.of(), palette));
    }

    /// Draws over what is there.
    void paintOver(GraphicsContext g, CurvePicture picture) {
        Plot plot = picture.plot();
        for (CurvePicture.Tile tile : picture.tiles()) {
            g.setFill(tile.colour());
            g.fillRect(tile.x(), tile.y(), tile.width(), tile.height());
        }
        axes(g, picture);
        g.save();
        g.beginPath();
        g.rect(plot.left(), plot.top() - 1, plot.width(), plot.height() + 2);
        g.clip();
        corners = 0;
        for (Stroke stroke : denseFirst(g, plot, picture.strokes())) {
            polyline.trace(stroke.curve(), plot);
            line(g, plot, stroke);
        }
        g.restore();
    }

    /// Draws the dense curves as one image and returns the others, which then lie on top.
    private List<Stroke> denseFirst(GraphicsContext g, Plot plot, List<Stroke> strokes) {
        var others = new ArrayList<Stroke>();
        ColumnImage image = null;
        for (Stroke stroke : strokes) {
            polyline.trace(stroke.curve(), plot);
            corners += polyline.count();
            if (!polyline.isDecimated() || polyline.travel() < COSTLY_TRAVEL) {
                others.add(stroke);
                continue;
            }
            if (image == null) image = ColumnImage.over(plot, columns);
            style(g, stroke);
            image.add(polyline, stroke.colour(), stroke.opacity(), stroke.thickness(), g);
            g.setGlobalAlpha(1);
        }
        if (image != null) {
            columns = image;
            image.draw(g);
        }
        return others;
    }

    /// Whether each point gets a dot.
    static boolean marks(Stroke stroke, Polyline line, Plot plot) {
        return stroke.points() && !stroke.faint() && line.count() * POINT_SPACING <= plot.width();
    }

    private static void style(GraphicsContext g, Stroke stroke) {
        g.setStroke(stroke.colour());
        g.setFill(stroke.colour());
        g.setGlobalAlpha(stroke.opacity());
        g.setLineWidth(stroke.thickness());
        g.setLineJoin(StrokeLineJoin.BEVEL);
        g.setLineCap(StrokeLineCap.BUTT);
    }

    private void line(GraphicsContext g, Plot plot, Stroke stroke) {
        style(g, stroke);
        if (stroke.dashed() && !stroke.faint()) g.setLineDashes(7, 4);
        boolean marked = marks(stroke, polyline, plot);
        polyline.forEachStretch((px, py, count) -> {
            if (count > 1) g.strokePolyline(px, py, count);
            // A single point between gaps would otherwise be invisible.
            for (int i = 0; i < count; i++) if (marked || count == 1) g.fillOval(px[i] - 3, py[i] - 3, 6, 6);
        });
        g.setLineDashes();
        g.setGlobalAlpha(1);
    }

    private void axes(GraphicsContext g, CurvePicture picture) {
        Plot plot = picture.plot();
        Palette palette = picture.palette();
        String xName = picture.xName();
        g.setFont(small.font());
        g.setLineWidth(1);
        g.setLineDashes();
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (AxisLabels.Mark mark : labels.vertical(plot)) {
            g.setStroke(palette.grid());
            g.strokeLine(plot.left(), mark.at(), plot.right(), mark.at());
            g.setFill(palette.mutedText());
            g.fillText(mark.text(), plot.left() - GAP, mark.at());
        }
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        for (AxisLabels.Mark mark : labels.horizontal(plot, picture.width())) {
            g.setStroke(palette.grid());
            g.strokeLine(mark.at(), plot.top(), mark.at(), plot.bottom());
            g.setFill(palette.mutedText());
            g.fillText(mark.text(), mark.textAt(), plot.bottom() + GAP);
        }
        g.setStroke(palette.axis());
        g.strokeLine(crisp(plot.left()), plot.top(), crisp(plot.left()), plot.bottom());
        g.strokeLine(plot.left(), crisp(plot.bottom()), plot.right(), crisp(plot.bottom()));
        if (!xName.isEmpty()) {
            g.setFill(palette.mutedText());
            g.fillText(xName, plot.left() + plot.width() / 2, plot.bottom() + GAP + small.lineHeight() + 2);
        }
    }

    static double crisp(double pixel) {
        return Math.floor(pixel) + 0.5;
    }
}
