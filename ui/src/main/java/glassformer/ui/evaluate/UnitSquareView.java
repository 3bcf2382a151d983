package glassformer.ui.evaluate;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// A square of two axes with its diagonal, in which bars, lines and dots are drawn.
final class UnitSquareView extends Region {
    private static final double LEFT = 48;
    private static final double BOTTOM = 40;
    private static final double EDGE = 10;
    static final int TICKS = 5;

    /// Lines and bars in one of the palette's series colours.
    sealed interface Mark {
        /// @param points `x, y` in turn
        record Line(List<Double> points, int series) implements Mark {}

        record Bar(double from, double to, double height, int series) implements Mark {}

        record Dot(double x, double y, int series) implements Mark {}
    }

    /// @param low     where both axes begin
    /// @param high    where both end
    /// @param summary what is to be seen, in words
    record Picture(String xName, String yName, double low, double high, List<Mark> marks, String summary) {}

    private final Canvas canvas = new Canvas();
    private final Picture picture;
    private final java.util.function.DoubleFunction<String> number;
    private final ObservableValue<Palette> palette;
    private final OncePerPulse redraw = new OncePerPulse(this::draw);

    /// @param number how an axis' numbers are written
    UnitSquareView(
            String id,
            Picture picture,
            java.util.function.DoubleFunction<String> number,
            ObservableValue<Palette> palette) {
        this.picture = picture;
        this.number = number;
        this.palette = palette;
        setId(id);
        getStyleClass().add("picture");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        palette.subscribe(redraw::request);
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        double side = Math.min(canvas.getWidth() - LEFT - EDGE, canvas.getHeight() - BOTTOM - EDGE);
        if (side < 40) return;
        Palette colours = palette.getValue();
        axes(g, side, colours);
        for (Mark mark : picture.marks()) {
            switch (mark) {
                case Mark.Bar bar -> {
                    g.setFill(colours.seriesColour(bar.series()).deriveColor(0, 1, 1, 0.45));
                    double top = y(bar.height(), side);
                    g.fillRect(
                            x(bar.from(), side) + 1,
                            top,
                            x(bar.to(), side) - x(bar.from(), side) - 2,
                            EDGE + side - top);
                }
                case Mark.Line line -> {
                    g.setStroke(colours.seriesColour(line.series()));
                    g.setLineWidth(1.8);
                    g.beginPath();
                    for (int i = 0; i + 1 < line.points().size(); i += 2) {
                        g.lineTo(x(line.points().get(i), side), y(line.points().get(i + 1), side));
                    }
                    g.stroke();
                }
                case Mark.Dot dot -> {
                    g.setFill(colours.seriesColour(dot.series()).deriveColor(0, 1, 1, 0.6));
                    g.fillOval(x(dot.x(), side) - 2.5, y(dot.y(), side) - 2.5, 5, 5);
                }
            }
        }
    }

    private void axes(GraphicsContext g, double side, Palette colours) {
        g.setFont(Font.font(11));
        g.setLineWidth(1);
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = picture.low() + tick * (picture.high() - picture.low()) / TICKS;
            double x = Math.rint(x(value, side)) + 0.5;
            double y = Math.rint(y(value, side)) + 0.5;
            g.setStroke(tick == 0 ? colours.axis() : colours.grid());
            g.strokeLine(x, EDGE, x, EDGE + side);
            g.strokeLine(LEFT, y, LEFT + side, y);
            g.setFill(colours.mutedText());
            g.setTextBaseline(VPos.TOP);
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(number.apply(value), x, EDGE + side + 4);
            g.setTextBaseline(VPos.CENTER);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(number.apply(value), LEFT - 5, y);
        }
        g.setStroke(colours.mutedText());
        g.setLineDashes(4, 4);
        g.strokeLine(x(picture.low(), side), y(picture.low(), side), x(picture.high(), side), y(picture.high(), side));
        g.setLineDashes();
        g.setFill(colours.text());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText(picture.xName(), LEFT + side / 2, EDGE + side + BOTTOM - 4);
        g.save();
        g.translate(9, EDGE + side / 2);
        g.rotate(-90);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(picture.yName(), 0, 0);
        g.restore();
    }

    private double share(double value) {
        double span = picture.high() - picture.low();
        return span == 0 ? 0.5 : (value - picture.low()) / span;
    }

    private double x(double value, double side) {
        return LEFT + share(value) * side;
    }

    private double y(double value, double side) {
        return EDGE + (1 - share(value)) * side;
    }

    @Override
    protected void layoutChildren() {
        boolean resized = canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight();
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        if (resized || redraw.isPending()) redraw.runNow();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 330;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 220;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 220;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT
                ? picture.summary()
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
