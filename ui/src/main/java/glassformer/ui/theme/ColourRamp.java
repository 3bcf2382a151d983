package glassformer.ui.theme;

import glassformer.inspect.ColourTable;
import javafx.scene.paint.Color;

/// A [ColourTable] for pictures of the window.
public final class ColourRamp {
    public static final int SIZE = ColourTable.SIZE;

    private final ColourTable table;

    private ColourRamp(ColourTable table) {
        this.table = table;
    }

    /// Rising lightness (for a dark background) or falling lightness (for a light one).
    public static ColourRamp towards(boolean light) {
        return new ColourRamp(ColourTable.towards(light));
    }

    /// As [ColourTable#signed].
    public static ColourRamp signed(boolean light) {
        return new ColourRamp(ColourTable.signed(light));
    }

    /// As [ColourTable#argb(float, float, float)].
    public int argb(float value, float min, float max) {
        return table.argb(value, min, max);
    }

    /// The `index`-th of [#SIZE] colours.
    public int argb(int index) {
        return table.argb(index);
    }

    /// The colour at `fraction` of the way from smallest to largest.
    public Color colour(double fraction) {
        int value = table.argb((int) Math.round(Math.clamp(fraction, 0.0, 1.0) * (SIZE - 1)));
        return Color.rgb(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }
}
