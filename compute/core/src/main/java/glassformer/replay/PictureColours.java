package glassformer.replay;

import glassformer.inspect.ColourTable;

/// What a picture of a replay is drawn with, each as `0xRRGGBB`.
///
/// @param text   labels
/// @param muted  what is less important
/// @param grid   hairlines
/// @param first  the first curve, and bars
/// @param second the second curve
/// @param marked what is pointed at: the step, a head that has a name
/// @param heat   of attention weights
public record PictureColours(
        int background, int text, int muted, int grid, int first, int second, int marked, ColourTable heat) {
    public static final PictureColours LIGHT = new PictureColours(
            0xFFFFFF, 0x1F2328, 0x59636E, 0xD0D7DE, 0x0B66B5, 0xC84E00, 0xCF4A00, ColourTable.towards(false));
    public static final PictureColours DARK = new PictureColours(
            0x0D1117, 0xE6EDF3, 0x9198A1, 0x30363D, 0x5FB2F2, 0xF2994A, 0xFF9D4D, ColourTable.towards(true));
}
