package glassformer.ui.heatmap;

import glassformer.ui.common.TextMeasure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a heatmap's cells and labels lie, in canvas pixels.
///
/// @param rowStride every how many rows a label is written; 0 for none
record HeatmapLayout(
        Window window, double left, double top, double width, double height, int rowStride, int columnStride) {
    private static final double MOST_ROW_LABEL = 110;
    private static final double MOST_COLUMN_LABEL = 84;
    private static final int MOST_STRIDE = 3;
    private static final double MOST_STRETCH = 2.5;
    private static final double EDGE = 2;
    static final double FOOTER = 30;
    static final double LABEL_GAP = 5;

    static HeatmapLayout of(
            Window window,
            double width,
            double height,
            List<String> rowLabels,
            List<String> columnLabels,
            TextMeasure text) {
        double availableHeight = height - FOOTER - EDGE;
        int rowStride = stride(rowLabels, window.rows(), availableHeight, text);
        double left = rowStride == 0 ? EDGE : LABEL_GAP + widest(rowLabels, MOST_ROW_LABEL, text);
        int columnStride = stride(columnLabels, window.columns(), width - left, text);
        double top = columnStride == 0 ? EDGE : LABEL_GAP + widest(columnLabels, MOST_COLUMN_LABEL, text);
        left = Math.ceil(left);
        top = Math.ceil(top);
        double cell = Math.max(
                0.01, Math.min((width - left - EDGE) / window.columns(), (height - top - FOOTER) / window.rows()));
        // Once the cells are known, labels may still not fit: a wide matrix makes its rows low.
        // A high narrow matrix gets wide cells, a low wide one high cells; a square one stays square.
        double wide =
                Math.min((width - left - EDGE) / window.columns(), cell * stretch(window.rows(), window.columns()));
        double high =
                Math.min((height - top - FOOTER) / window.rows(), cell * stretch(window.columns(), window.rows()));
        if (high * Math.max(1, rowStride) < text.lineHeight() - 2) rowStride = strideFor(high, text);
        if (wide * Math.max(1, columnStride) < text.lineHeight() - 2) columnStride = strideFor(wide, text);
        return new HeatmapLayout(
                window,
                left,
                top,
                Math.max(1, Math.floor(Math.max(cell, wide) * window.columns())),
                Math.max(1, Math.floor(Math.max(cell, high) * window.rows())),
                rowLabels.isEmpty() ? 0 : rowStride,
                columnLabels.isEmpty() ? 0 : columnStride);
    }

    double cellWidth() {
        return width / window.columns();
    }

    double cellHeight() {
        return height / window.rows();
    }

    double x(double column) {
        return left + (column - window.column()) * cellWidth();
    }

    double y(double row) {
        return top + (row - window.row()) * cellHeight();
    }

    double row(double py) {
        return window.row() + (py - top) / cellHeight();
    }

    double column(double px) {
        return window.column() + (px - left) / cellWidth();
    }

    /// The cell under a pixel, or null beside the matrix.
    @Nullable
    Cell cellAt(double px, double py) {
        if (px < left || py < top || px >= left + width || py >= top + height) return null;
        return new Cell((int) row(py), (int) column(px));
    }

    private static double stretch(double along, double across) {
        return Math.clamp(along / across, 1, MOST_STRETCH);
    }

    private static int stride(List<String> labels, double count, double room, TextMeasure text) {
        return labels.isEmpty() ? 0 : strideFor(room / count, text);
    }

    private static int strideFor(double cell, TextMeasure text) {
        int stride = (int) Math.ceil((text.lineHeight() - 2) / cell);
        return stride <= MOST_STRIDE ? Math.max(1, stride) : 0;
    }

    private static double widest(List<String> labels, double most, TextMeasure text) {
        return Math.min(most, labels.stream().mapToDouble(text::width).max().orElse(0));
    }
}
