package glassformer.ui.theme;

import java.util.List;
import javafx.scene.paint.Color;

/// The colours that pictures (charts, heatmaps, token text) draw with. Controls take theirs from the stylesheet.
///
/// @param background behind the whole picture
/// @param text labels and read-outs
/// @param mutedText axis numbers and empty-state sentences
/// @param grid hairlines behind curves
/// @param axis the two axis lines
/// @param panel behind a read-out box
/// @param selection the frame around what is selected
/// @param series colours of curves; each has a contrast of at least 3:1 with the background, and neighbours differ for
///     people who don't see red and green apart
/// @param tokens backgrounds that alternate behind tokens, quiet enough to read [#text] on
/// @param heat from the smallest to the largest value of a heatmap
/// @param signed from the most negative over 0 to the most positive value of a heatmap
public record Palette(
        Color background,
        Color text,
        Color mutedText,
        Color grid,
        Color axis,
        Color panel,
        Color selection,
        List<Color> series,
        List<Color> tokens,
        ColourRamp heat,
        ColourRamp signed) {
    private static final double PALER = 0.4;

    public Palette {
        series = List.copyOf(series);
        tokens = List.copyOf(tokens);
    }

    public static Palette of(Theme theme) {
        return switch (theme) {
            case LIGHT -> light();
            case DARK -> dark();
        };
    }

    /// The colour of the `index`-th series; where there are more series than colours, they come again, paler.
    public Color seriesColour(int index) {
        Color colour = series.get(Math.floorMod(index, series.size()));
        boolean again = Math.floorMod(Math.floorDiv(index, series.size()), 2) == 1;
        return again ? colour.interpolate(background, PALER) : colour;
    }

    /// The background of the `index`-th token.
    public Color tokenColour(int index) {
        return tokens.get(Math.floorMod(index, tokens.size()));
    }

    private static Palette light() {
        return new Palette(
                Color.web("#ffffff"),
                Color.web("#1f2328"),
                Color.web("#59636e"),
                Color.web("#e4e8ec"),
                Color.web("#afb8c1"),
                Color.web("#ffffff"),
                Color.web("#cf4a00"),
                colours("#0b66b5", "#c84e00", "#0a7d5e", "#a03f87", "#8a6a00", "#2f8fb8", "#5a6370"),
                colours("#dbe9fb", "#fde6d2", "#d9f2e3", "#f3e0f2", "#fbf0c4"),
                ColourRamp.towards(false),
                ColourRamp.signed(false));
    }

    private static Palette dark() {
        return new Palette(
                Color.web("#0d1117"),
                Color.web("#e6edf3"),
                Color.web("#9198a1"),
                Color.web("#21272f"),
                Color.web("#4a525c"),
                Color.web("#161b22"),
                Color.web("#ff9d4d"),
                colours("#5fb2f2", "#f2994a", "#3fc59a", "#e58dc0", "#e3cf57", "#9fd8ee", "#a7b1bd"),
                colours("#1d3354", "#4a2f17", "#173d2c", "#43264a", "#433a12"),
                ColourRamp.towards(true),
                ColourRamp.signed(true));
    }

    private static List<Color> colours(String... webColours) {
        return List.of(webColours).stream().map(Color::web).toList();
    }
}
