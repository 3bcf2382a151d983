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
            Matrix matrix,
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
