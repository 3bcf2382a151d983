package glassformer.report;

import glassformer.evaluate.ConfusionMatrix;
import glassformer.report.Drawing.Anchor;
import glassformer.report.Drawing.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A confusion matrix: a cell's colour is its share of the row, its number the count.
final class ConfusionDrawing {
    private static final double LEFT = 110;
    private static final double TOP = 46;
    private static final double WIDTH = 480;
    private static final int MOST = 30;

    private ConfusionDrawing() {}

    /// Whether it can be read at this size.
    static boolean fits(ConfusionMatrix matrix) {
        return matrix.labels().size() <= MOST;
    }

    static Drawing of(ConfusionMatrix matrix) {
        int size = matrix.labels().size();
        double cell = Math.min(56, (WIDTH - LEFT) / size);
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Shape.Label(LEFT + cell * size / 2, 12, "predicted", 9, Anchor.MIDDLE, Ink.MUTED));
        shapes.add(new Shape.Label(2, TOP - 6, "true", 9, Anchor.START, Ink.MUTED));
        for (int row = 0; row < size; row++) {
            int total = matrix.scores(row).support();
            String label = Ink.shortened(matrix.labels().get(row), 18);
            double y = TOP + row * cell;
            shapes.add(new Shape.Label(LEFT - 6, y + cell / 2 + 3, label, 9, Anchor.END, Ink.TEXT));
            shapes.add(new Shape.Label(
                    LEFT + (row + 0.5) * cell,
                    TOP - (row % 2 == 0 || cell > 40 ? 6 : 17),
                    Ink.shortened(matrix.labels().get(row), (int) Math.max(3, cell / 2.6)),
                    9,
                    Anchor.MIDDLE,
                    Ink.TEXT));
            for (int column = 0; column < size; column++) {
                int count = matrix.counts().get(row).get(column);
                double share = total == 0 ? 0 : (double) count / total;
                double x = LEFT + column * cell;
                shapes.add(new Shape.Rectangle(x, y, cell - 1, cell - 1, Ink.blend(share)));
                if (count > 0 && cell >= 16) {
                    shapes.add(new Shape.Label(
                            x + cell / 2,
                            y + cell / 2 + 3,
                            String.format(Locale.ROOT, "%d", count),
                            Math.min(9, cell / 3),
                            Anchor.MIDDLE,
                            share > 0.55 ? "#ffffff" : Ink.TEXT));
                }
            }
        }
        return new Drawing(WIDTH, TOP + size * cell + 4, shapes);
    }
}
