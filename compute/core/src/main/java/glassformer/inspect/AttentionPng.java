package glassformer.inspect;

import glassformer.engine.AttentionGroup;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;

/// Every head as a heatmap in one image without words, a row a layer: white is weight 0, dark blue is 1.
public final class AttentionPng {
    private static final int CELL = 6;
    private static final int GAP = 8;
    private static final int WHITE = 0xFFFFFF;
    private static final int FULL = 0x1F4E9C;
    private static final int FRAME = 0xC0C0C0;

    private AttentionPng() {}

    public static void heads(AttentionGroup group, OutputStream out) throws IOException {
        int queries = group.rows().size();
        int keys = group.columns().size();
        int heads = group.patterns().getFirst().shape().getFirst();
        int across = keys * CELL + GAP;
        int down = queries * CELL + GAP;
        int width = heads * across + GAP;
        int height = group.patterns().size() * down + GAP;
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, FRAME);
        for (int layer = 0; layer < group.patterns().size(); layer++) {
            float[] values = group.patterns().get(layer).values();
            for (int row = 0; row < heads * queries; row++) {
                int x = GAP + row / queries * across;
                int y = GAP + layer * down + row % queries * CELL;
                for (int key = 0; key < keys; key++) {
                    int colour = colour(values[row * keys + key]);
                    for (int line = 0; line < CELL; line++) {
                        int from = (y + line) * width + x + key * CELL;
                        Arrays.fill(pixels, from, from + CELL, colour);
                    }
                }
            }
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java cannot write PNG files");
        }
    }

    private static int colour(double weight) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = WHITE >> shift & 0xFF;
            int to = FULL >> shift & 0xFF;
            mixed |= (int) Math.round(from + (to - from) * Math.clamp(weight, 0, 1)) << shift;
        }
        return mixed;
    }
}
