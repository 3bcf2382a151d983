package glassformer.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
    @ParameterizedTest
    @EnumSource(Theme.class)
    void curvesStandOutFromTheBackground(Theme theme) {
        var palette = Palette.of(theme);
        for (Color colour : palette.series()) {
            assertThat(contrast(colour, palette.background())).as("%s", colour).isGreaterThanOrEqualTo(3.0);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void coloursThatComeAgainAreOthers(Theme theme) {
        var palette = Palette.of(theme);
        int twice = 2 * palette.series().size();
        assertThat(IntStream.range(0, twice).mapToObj(palette::seriesColour)).doesNotHaveDuplicates();
        assertThat(palette.seriesColour(twice)).isEqualTo(palette.seriesColour(0));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textIsReadableOnEveryTokenColour(Theme theme) {
        var palette = Palette.of(theme);
        for (Color colour : palette.tokens()) {
            assertThat(contrast(palette.text(), colour)).as("%s", colour).isGreaterThanOrEqualTo(7.0);
        }
        assertThat(contrast(palette.mutedText(), palette.background())).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void neighbouringCurvesDifferWithoutRedGreenVision(Theme theme) {
        List<Color> series = Palette.of(theme).series();
        for (int i = 0; i + 1 < series.size(); i++) {
            assertThat(deuteranopicDistance(series.get(i), series.get(i + 1)))
                    .as("%s and %s", series.get(i), series.get(i + 1))
                    .isGreaterThan(15);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void heatOnlyEverGetsFurtherFromTheBackground(Theme theme) {
        var palette = Palette.of(theme);
        double last = -1;
        for (int i = 0; i < ColourRamp.SIZE; i++) {
            double away = Math.abs(lightness(palette.heat().colour(i / 255.0)) - lightness(palette.background()));
            assertThat(away).as("entry %d", i).isGreaterThan(last - 0.35);
            last = Math.max(last, away);
        }
        assertThat(last).isGreaterThan(60);
    }

    /// WCAG 2 contrast ratio.
    private static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double lightness(Color c) {
        return 116 * root(luminance(c)) - 16;
    }

    /// Distance in CIELAB after simulating deuteranopia (Viénot, Brettel and Mollon, 1999).
    private static double deuteranopicDistance(Color a, Color b) {
        double[] p = lab(deuteranopic(a));
        double[] q = lab(deuteranopic(b));
        return Math.sqrt(Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2) + Math.pow(p[2] - q[2], 2));
    }

    private static double[] deuteranopic(Color c) {
        double r = linear(c.getRed());
        double g = linear(c.getGreen());
        double b = linear(c.getBlue());
        double yellow = 0.29275 * r + 0.70725 * g;
        return new double[] {yellow, yellow, -0.02234 * r + 0.02234 * g + b};
    }

    private static double[] lab(double[] rgb) {
        double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = root(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
