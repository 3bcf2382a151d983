package glassformer.ui.map;

import glassformer.ui.theme.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Writes names beside points where there is room: that of the selected one first, then its neighbours', those that
/// were looked for, and those of the most frequent.
final class PointLabels {
    private static final Font FONT = Font.font(12);
    private static final int LOOKED_FOR = 30;
    private static final int FREQUENT = 40;
    private static final int LONGEST = 28;
    private static final double LINE = 14;

    /// @param joined how many points at the beginning are a path, all of which are named
    record Picture(
            int selected,
            List<Integer> near,
            boolean @Nullable [] found,
            int joined,
            Palette colours,
            Rectangle2D frame) {}

    private final Text measure = new Text();

    PointLabels() {
        measure.setFont(FONT);
    }

    void draw(GraphicsContext g, MapCloud cloud, Camera.Seen seen, Picture picture) {
        List<Rectangle2D> taken = new ArrayList<>();
        g.setFont(FONT);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        for (int i = 0; i < picture.joined(); i++) write(g, cloud, seen, i, picture, true, taken);
        if (picture.selected() >= 0 && picture.selected() < cloud.size()) {
            ring(g, seen, picture.selected(), picture.colours());
            write(g, cloud, seen, picture.selected(), picture, true, taken);
        }
        for (int index : picture.near()) {
            if (index < cloud.size()) write(g, cloud, seen, index, picture, true, taken);
        }
        int written = 0;
        boolean[] found = picture.found();
        for (int i = 0; found != null && i < found.length && written < LOOKED_FOR; i++) {
            if (found[i] && write(g, cloud, seen, i, picture, true, taken)) written++;
        }
        boolean quiet = picture.selected() >= 0 || found != null || picture.joined() > 0;
        for (int i = 0; !quiet && i < Math.min(FREQUENT, cloud.size()); i++) {
            write(g, cloud, seen, i, picture, false, taken);
        }
    }

    private static void ring(GraphicsContext g, Camera.Seen seen, int index, Palette colours) {
        g.setStroke(colours.selection());
        g.setLineWidth(2);
        g.strokeOval(seen.x()[index] - 7, seen.y()[index] - 7, 14, 14);
    }

    private boolean write(
            GraphicsContext g,
            MapCloud cloud,
            Camera.Seen seen,
            int index,
            Picture picture,
            boolean strong,
            List<Rectangle2D> taken) {
        String name = shortened(cloud.names().get(index).strip(), LONGEST);
        if (name.isEmpty()) return false;
        double gap = index == picture.selected() ? 10 : 6;
        double y = seen.y()[index];
        var right = new Rectangle2D(seen.x()[index] + gap, y - LINE / 2, width(name), LINE);
        var left = new Rectangle2D(seen.x()[index] - gap - width(name), y - LINE / 2, width(name), LINE);
        // What was asked for is named on the other side where there is no room.
        Rectangle2D box = (strong ? Stream.of(right, left) : Stream.of(right))
                .filter(place ->
                        picture.frame().contains(place) && taken.stream().noneMatch(place::intersects))
                .findFirst()
                .orElse(null);
        if (box == null) return false;
        taken.add(box);
        g.setFill(picture.colours().background().deriveColor(0, 1, 1, 0.75));
        g.fillRect(box.getMinX() - 1, box.getMinY(), box.getWidth() + 2, box.getHeight());
        g.setFill(strong ? picture.colours().text() : picture.colours().mutedText());
        g.fillText(name, box.getMinX(), y);
        return true;
    }

    /// What a point is, in a box beside it.
    void box(
            GraphicsContext g,
            String words,
            Camera.Seen seen,
            int index,
            Palette colours,
            double width,
            double height) {
        List<String> lines = words.lines().map(line -> shortened(line, 60)).toList();
        double wide = lines.stream().mapToDouble(this::width).max().orElse(0) + 16;
        double high = LINE * 1.3 * lines.size() + 10;
        double x = Math.clamp(seen.x()[index] + 12, 0, Math.max(0, width - wide));
        double y = Math.clamp(seen.y()[index] + 12, 0, Math.max(0, height - high));
        g.setFill(colours.panel());
        g.fillRect(x, y, wide, high);
        g.setStroke(colours.axis());
        g.setLineWidth(1);
        g.strokeRect(Math.rint(x) + 0.5, Math.rint(y) + 0.5, wide, high);
        g.setFont(FONT);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.TOP);
        g.setFill(colours.text());
        for (int i = 0; i < lines.size(); i++) g.fillText(lines.get(i), x + 8, y + 5 + i * LINE * 1.3);
        ring(g, seen, index, colours);
    }

    private double width(String text) {
        measure.setText(text);
        return measure.getLayoutBounds().getWidth();
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}
