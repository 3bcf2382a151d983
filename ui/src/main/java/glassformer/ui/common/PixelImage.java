package glassformer.ui.common;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// An image that is written as integers, into memory that JavaFX reads from: no object and no drawing command a pixel.
///
/// Pixels are premultiplied ARGB, row after row. A canvas reads them when it is rendered, not when the image is drawn
/// on it, so one image can't be drawn twice with different contents in the same pulse.
public final class PixelImage {
    private final int width;
    private final int height;
    private final int[] pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;

    public PixelImage(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        this.image = new WritableImage(buffer);
    }

    /// The old image, made transparent, when it has the right size; else a new one.
    public static PixelImage sized(@Nullable PixelImage old, int width, int height) {
        if (old == null || old.width != width || old.height != height) return new PixelImage(width, height);
        Arrays.fill(old.pixels, 0);
        return old;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The pixels themselves, to be written to.
    public int[] pixels() {
        return pixels;
    }

    public int argb(int x, int y) {
        return pixels[y * width + x];
    }

    /// The image of what has been written so far.
    public Image image() {
        buffer.updateBuffer(b -> null);
        return image;
    }
}
