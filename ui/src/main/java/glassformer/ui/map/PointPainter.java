package glassformer.ui.map;

import glassformer.ui.common.PixelImage;
import java.util.Arrays;

/// Paints discs into pixels; a nearer one hides a farther one.
final class PointPainter {
    private static final int[][] DISCS = {disc(1.6), disc(2.6), disc(4.2)};

    private float[] depths = {};

    /// The offsets of a disc's pixels, x and y in turn.
    private static int[] disc(double radius) {
        int reach = (int) Math.ceil(radius);
        int[] offsets = new int[2 * (2 * reach + 1) * (2 * reach + 1)];
        int count = 0;
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                if (x * x + y * y <= radius * radius) {
                    offsets[count++] = x;
                    offsets[count++] = y;
                }
            }
        }
        return Arrays.copyOf(offsets, count);
    }

    void begin(PixelImage image) {
        int pixels = image.width() * image.height();
        if (depths.length != pixels) depths = new float[pixels];
        Arrays.fill(depths, Float.NEGATIVE_INFINITY);
    }

    /// @param size 0, 1 or 2
    void point(PixelImage image, float atX, float atY, float depth, int argb, int size) {
        int centreX = Math.round(atX);
        int centreY = Math.round(atY);
        int width = image.width();
        int height = image.height();
        int[] pixels = image.pixels();
        int[] disc = DISCS[size];
        for (int i = 0; i < disc.length; i += 2) {
            int x = centreX + disc[i];
            int y = centreY + disc[i + 1];
            if (x < 0 || y < 0 || x >= width || y >= height) continue;
            int at = y * width + x;
            if (depth >= depths[at]) {
                depths[at] = depth;
                pixels[at] = argb;
            }
        }
    }
}
