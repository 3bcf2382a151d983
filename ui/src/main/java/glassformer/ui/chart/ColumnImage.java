package glassformer.ui.chart;

import glassformer.ui.common.PixelImage;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// Dense curves, a column of pixels at a time.
///
/// A software renderer strokes a line that goes up and down at every pixel about a hundred times more slowly than
/// these columns are written.
final class ColumnImage {
    private final Plot plot;
    private final PixelImage image;

    private ColumnImage(Plot plot, PixelImage image) {
        this.plot = plot;
        this.image = image;
    }

    static ColumnImage over(Plot plot, @Nullable ColumnImage old) {
        int width = Math.max(1, (int) Math.ceil(plot.width()));
        int height = Math.max(1, (int) Math.ceil(plot.height()));
        return new ColumnImage(plot, PixelImage.sized(old == null ? null : old.image, width, height));
    }

    /// Draws a decimated line; `bridges` takes the stretches without points.
    void add(Polyline line, Color colour, double opacity, double thickness, GraphicsContext bridges) {
        line.forEachColumn(new Polyline.Columns() {
            @Override
            public void column(double x, double top, double bottom) {
                double height = Math.max(thickness, bottom - top);
                double from = (top + bottom - height) / 2 - plot.top();
                fill((int) Math.floor(x - plot.left()), from, from + height, colour, opacity);
            }

            @Override
            public void bridge(double fromX, double fromY, double toX, double toY) {
                bridges.strokeLine(fromX, fromY, toX, toY);
            }
        });
    }

    void draw(GraphicsContext g) {
        g.drawImage(image.image(), plot.left(), plot.top());
    }

    private void fill(int x, double top, double bottom, Color colour, double opacity) {
        if (x < 0 || x >= image.width()) return;
        int from = Math.max(0, (int) Math.floor(top));
        int to = Math.min(image.height(), (int) Math.ceil(bottom));
        for (int y = from; y < to; y++) {
            double covered = Math.min(bottom, y + 1) - Math.max(top, y);
            int index = y * image.width() + x;
            image.pixels()[index] = over(colour, opacity * covered, image.pixels()[index]);
        }
    }

    /// The colour laid over a premultiplied pixel.
    private static int over(Color colour, double alpha, int below) {
        double keep = 1 - alpha;
        int a = (int) (255 * alpha + (below >>> 24) * keep + 0.5);
        int r = (int) (255 * colour.getRed() * alpha + (below >> 16 & 0xff) * keep + 0.5);
        int g = (int) (255 * colour.getGreen() * alpha + (below >> 8 & 0xff) * keep + 0.5);
        int b = (int) (255 * colour.getBlue() * alpha + (below & 0xff) * keep + 0.5);
        return a << 24 | r << 16 | g << 8 | b;
    }
}
