package glassformer.ui.heatmap;

import glassformer.ui.common.PixelImage;
import glassformer.ui.theme.ColourRamp;

/// Paints values as coloured pixels: no object and no drawing command a cell.
final class Raster {
    private Raster() {}

    /// Fills the rectangle of the image at (x, y) of w × h pixels with the part of `matrix` in `window`. A pixel that
    /// covers several cells shows the largest, so that a single strong weight is never lost in a small picture.
    static void paint(
            PixelImage image,
            Cells matrix,
            Window window,
            int x,
            int y,
            int w,
            int h,
            ColourRamp ramp,
            ValueRange range) {
        int[] pixels = image.pixels();
        int width = image.width();
        var columnStart = new int[w + 1];
        for (int i = 0; i <= w; i++) {
            columnStart[i] = Math.clamp((int) (window.column() + window.columns() * i / w), 0, matrix.columns());
        }
        var values = new float[w];
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
            matrix.largest(from, to, columnStart, values);
            for (int i = 0; i < w; i++) pixels[line + i] = ramp.argb(values[i], range.low(), range.high());
            previousFrom = from;
            previousTo = to;
        }
    }
}
