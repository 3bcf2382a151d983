package glassformer.ui.map;

import glassformer.ui.theme.Palette;
import javafx.scene.paint.Color;

/// The colour of each point as premultiplied ARGB: by class, or the stronger the more frequent.
final class PointColours {
    private static final double FAINTEST = 0.25;

    private PointColours() {}

    static int[] of(MapCloud cloud, boolean byGroup, Palette palette) {
        int[] colours = new int[cloud.size()];
        long most = 1;
        for (long count : cloud.counts()) most = Math.max(most, count);
        for (int i = 0; i < colours.length; i++) {
            Color colour;
            if (byGroup) {
                colour = cloud.group()[i] < 0 ? palette.axis() : palette.seriesColour(cloud.group()[i]);
            } else {
                double share = FAINTEST + (1 - FAINTEST) * Math.log1p(cloud.counts()[i]) / Math.log1p(most);
                colour = palette.background().interpolate(palette.seriesColour(0), share);
            }
            colours[i] = argb(colour);
        }
        return colours;
    }

    static int argb(Color colour) {
        return 0xFF << 24
                | (int) Math.round(colour.getRed() * 255) << 16
                | (int) Math.round(colour.getGreen() * 255) << 8
                | (int) Math.round(colour.getBlue() * 255);
    }
}
