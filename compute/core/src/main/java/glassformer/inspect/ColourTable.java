package glassformer.inspect;

import java.util.Arrays;

/// A table of 256 opaque colours, ordered by how light they look, for values from the smallest to the largest.
///
/// Computed in OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020): lightness changes by the
/// same amount from entry to entry while the hue turns, so equal differences of value look equal and a grey print
/// still reads. The smallest value lies near the background, so that ink means amount in both themes.
public final class ColourTable {
    public static final int SIZE = 256;

    private final int[] argb;

    private ColourTable(int[] argb) {
        this.argb = argb;
    }

    /// Rising lightness (for a dark background) or falling lightness (for a light one).
    public static ColourTable towards(boolean light) {
        var table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double t = i / (SIZE - 1.0);
            double lightness = light ? 0.18 + 0.74 * t : 0.985 - 0.74 * t;
            double hue = light ? 285 - 185 * t : 105 + 185 * t;
            double chroma = light
                    ? 0.03 + 0.15 * Math.sin(Math.PI * Math.min(1, 0.12 + t)) + 0.07 * t
                    : 0.015 + 0.14 * Math.sqrt(t);
            table[i] = inGamut(lightness, chroma, Math.toRadians(hue));
        }
        return new ColourTable(table);
    }

    /// From one hue over the background to another, for values below and above 0: the further from 0, the more ink.
    ///
    /// @param light whether ink is light, on a dark background
    public static ColourTable signed(boolean light) {
        var table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double t = 2 * i / (SIZE - 1.0) - 1;
            double far = Math.abs(t);
            double lightness = light ? 0.20 + 0.58 * far : 0.985 - 0.46 * far;
            double hue = t < 0 ? 50 : 250;
            table[i] = inGamut(lightness, 0.15 * Math.sqrt(far), Math.toRadians(hue));
        }
        return new ColourTable(table);
    }

    /// The colour for `value` between `min` and `max`, as opaque ARGB (which is also its premultiplied form). Values
    /// outside are clamped; NaN is the colour of `min`.
    public int argb(float value, float min, float max) {
        float span = max - min;
        if (!(span > 0)) return argb[0];
        int index = (int) ((value - min) / span * (SIZE - 1) + 0.5f);
        return argb[Math.clamp(index, 0, SIZE - 1)];
    }

    /// The `index`-th of [#SIZE] colours.
    public int argb(int index) {
        return argb[index];
    }

    private static int inGamut(double lightness, double chroma, double hue) {
        double c = chroma;
        double[] rgb = linearRgb(lightness, c, hue);
        while (c > 0 && Arrays.stream(rgb).anyMatch(v -> v < 0 || v > 1)) {
            c -= 0.002;
            rgb = linearRgb(lightness, Math.max(0, c), hue);
        }
        int packed = 0xff;
        for (double v : rgb) packed = packed << 8 | (int) Math.round(255 * gamma(Math.clamp(v, 0.0, 1.0)));
        return packed;
    }

    private static double[] linearRgb(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double gamma(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    private static double cube(double v) {
        return v * v * v;
    }
}
