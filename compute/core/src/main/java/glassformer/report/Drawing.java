package glassformer.report;

import java.util.List;

/// A picture of a few kinds of shapes, in points from the upper left corner; later ones lie above earlier ones.
public record Drawing(double width, double height, List<Shape> shapes) {
    public Drawing {
        shapes = List.copyOf(shapes);
    }

    public record Point(double x, double y) {}

    /// Where a label's point is.
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    /// Colours are `#rrggbb`.
    public sealed interface Shape {
        record Rectangle(double x, double y, double width, double height, String fill) implements Shape {}

        record Lines(List<Point> points, String colour, double thickness) implements Shape {
            public Lines {
                points = List.copyOf(points);
            }
        }

        /// @param y of the base line
        record Label(double x, double y, String text, double size, Anchor anchor, String colour) implements Shape {}
    }
}
