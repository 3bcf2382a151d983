package glassformer.ui.heatmap;

import glassformer.ui.theme.ColourRamp;
import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// An image of coloured values, written as integers into memory that JavaFX reads from: no object and no drawing
/// command a cell.
final class Raster {
    private final int width;
    private final int height;
    private final int[] pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        this.image = new WritableImage(buffer);
    }

    /// The old raster emptied when it has the right size, else a new one.
    static Raster sized(@Nullable Raster old, int width, int height) {
        if (old == null || old.width != width || old.height != height) return new Raster(width, height);
        Arrays.fill(old.pixels, 0);
        return old;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int argb(int x, int y) {
        return pixels[y * width + x];
    }

    /// Fills the rectangle at (x, y) of w × h pixels with the part of `matrix` in `window`. A pixel that covers several
    /// cells shows the largest, so that a single strong weight is never lost in a small picture.
    void paint(Matrix matrix, Window window, int x, int y, int w, int h, ColourRamp ramp, ValueRange range) {
        var columnStart = new int[w + 1];
        for (int i = 0; i <= w; i++) {
            columnStart[i] = Math.clamp((int) (window.column() + window.columns() * i / w), 0, matrix.columns());
        }
        int previousFrom = -1;
        int previousTo = -1;
        for (int j = 0; j < h; j++) {
            int from = Math.clamp((int) (window.row() + window.rows() * j / h), 0, matrix.rows() - 1);
            int to = Math.clamp((int) (window.row() + window.rows() * (j + 1) / h), from + 1, matrix.rows());
            int line = (y + j) * width + x;
            if (from == previousFrom && to == previousTo) {
                System.arraycopy(pixels, line - width, pixels, line, w);
                continue;
            }
            for (int i = 0; i < w; i++) {
                int left = Math.min(columnStart[i], matrix.columns() - 1);
                int right = Math.max(columnStart[i + 1], left + 1);
                pixels[line + i] = ramp.argb(largest(matrix, from, to, left, right), range.low(), range.high());
            }
            previousFrom = from;
            previousTo = to;
        }
    }

    /// The image of what has been painted so far.
    Image image() {
        buffer.updateBuffer(b -> null);
        return image;
    }

    private static float largest(Matrix matrix, int fromRow, int toRow, int fromColumn, int toColumn) {
        float best = matrix.at(fromRow, fromColumn);
        for (int r = fromRow; r < toRow; r++) {
            for (int c = fromColumn; c < toColumn; c++) {
                float v = matrix.at(r, c);
                if (v > best || Float.isNaN(best)) best = v;
            }
        }
        return best;
    }
}
