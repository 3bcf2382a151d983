package glassformer.report;

import glassformer.report.Drawing.Anchor;
import glassformer.report.Drawing.Point;
import glassformer.report.Drawing.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A square with axes from 0 to 1 and its diagonal, to draw in.
final class UnitSquare {
    private static final double LEFT = 44;
    private static final double TOP = 10;
    private static final double SIDE = 240;
    private static final double BOTTOM = 34;
    private static final double LEGEND = 180;

    private final List<Shape> shapes = new ArrayList<>();

    UnitSquare(String horizontal, String vertical) {
        for (int tick = 0; tick <= 4; tick++) {
            double share = tick / 4.0;
            String number = String.format(Locale.ROOT, "%.2f", share);
            lines(List.of(at(share, 0), at(share, 1)), Ink.GRID, 0.7);
            lines(List.of(at(0, share), at(1, share)), Ink.GRID, 0.7);
            shapes.add(new Shape.Label(x(share), TOP + SIDE + 13, number, 8, Anchor.MIDDLE, Ink.MUTED));
            shapes.add(new Shape.Label(LEFT - 5, y(share) + 3, number, 8, Anchor.END, Ink.MUTED));
        }
        lines(List.of(at(0, 0), at(1, 1)), Ink.MUTED, 0.7);
        shapes.add(new Shape.Label(x(0.5), TOP + SIDE + 27, horizontal, 9, Anchor.MIDDLE, Ink.TEXT));
        shapes.add(new Shape.Label(LEFT + SIDE + 14, TOP + 9, vertical + " (upwards)", 9, Anchor.START, Ink.TEXT));
    }

    static double x(double share) {
        return LEFT + share * SIDE;
    }

    static double y(double share) {
        return TOP + (1 - share) * SIDE;
    }

    static Point at(double x, double y) {
        return new Point(x(x), y(y));
    }

    UnitSquare lines(List<Point> points, String colour, double thickness) {
        shapes.add(new Shape.Lines(points, colour, thickness));
        return this;
    }

    UnitSquare bar(double from, double to, double height, String fill) {
        shapes.add(new Shape.Rectangle(x(from) + 1, y(height), x(to) - x(from) - 2, y(0) - y(height), fill));
        return this;
    }

    UnitSquare legend(int row, String text, String colour) {
        double y = TOP + 26 + row * 14;
        shapes.add(new Shape.Rectangle(LEFT + SIDE + 14, y - 7, 9, 9, colour));
        shapes.add(new Shape.Label(LEFT + SIDE + 28, y + 1, text, 9, Anchor.START, Ink.TEXT));
        return this;
    }

    Drawing drawing() {
        return new Drawing(LEFT + SIDE + LEGEND, TOP + SIDE + BOTTOM, shapes);
    }
}
