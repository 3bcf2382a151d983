package glassformer.ui.heatmap;

import org.jspecify.annotations.Nullable;

/// Where the thumbnails of a grid lie: `layers` rows of `heads` squares.
///
/// @param label height of the line under each thumbnail; 0 when labels stand at the edges instead
record GridLayout(int layers, int heads, int thumb, double left, double top, double label) {
    static final int GAP = 8;
    private static final int SMALLEST = 24;
    private static final int LARGEST = 120;
    private static final double EDGE = 3;

    static GridLayout of(int layers, int heads, double width, double labelWidth, double edgeLabelWidth, double line) {
        int thumb = size(heads, width - 2 * EDGE);
        if (thumb >= labelWidth) return new GridLayout(layers, heads, thumb, EDGE, EDGE, line);
        double left = Math.ceil(edgeLabelWidth + 6);
        return new GridLayout(layers, heads, size(heads, width - left - EDGE), left, Math.ceil(line + 4), 0);
    }

    private static int size(int heads, double width) {
        return Math.clamp((int) ((width + GAP) / heads) - GAP, SMALLEST, LARGEST);
    }

    double x(int head) {
        return left + head * (thumb + GAP);
    }

    double y(int layer) {
        return top + layer * (thumb + label + GAP);
    }

    double height() {
        return y(layers - 1) + thumb + label + EDGE;
    }

    double width() {
        return x(heads - 1) + thumb + EDGE;
    }

    @Nullable
    Head at(double px, double py) {
        int head = (int) Math.floor((px - left) / (thumb + GAP));
        int layer = (int) Math.floor((py - top) / (thumb + label + GAP));
        if (head < 0 || head >= heads || layer < 0 || layer >= layers) return null;
        boolean inside = px - x(head) <= thumb && py - y(layer) <= thumb + label;
        return inside ? new Head(layer, head) : null;
    }
}
