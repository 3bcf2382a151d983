package glassformer.ui.heatmap;

import glassformer.ui.common.Format;
import glassformer.ui.common.PixelImage;
import glassformer.ui.common.TextMeasure;
import glassformer.ui.theme.ColourRamp;
import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Draws a heatmap: cells from a [Raster], labels around them, numbers inside when cells are large, the colour key.
final class HeatmapPainter {
    private static final double KEY_WIDTH = 110;
    private static final double KEY_HEIGHT = 8;

    private final Format format;
    private final TextMeasure text = new TextMeasure(Font.font(11));
    private @Nullable PixelImage image;

    HeatmapPainter(Format format) {
        this.format = format;
    }

    TextMeasure text() {
        return text;
    }

    void paint(
            GraphicsContext g,
            HeatmapLayout layout,
            Cells matrix,
            ValueRange range,
            List<String> rows,
            List<String> columns,
            Palette palette,
            ColourRamp ramp,
            double scale) {
        g.clearRect(0, 0, g.getCanvas().getWidth(), g.getCanvas().getHeight());
        var target = PixelImage.sized(
                image, (int) Math.ceil(layout.width() * scale), (int) Math.ceil(layout.height() * scale));
        image = target;
        Raster.paint(target, matrix, layout.window(), 0, 0, target.width(), target.height(), ramp, range);
        g.setImageSmoothing(false);
        g.drawImage(target.image(), layout.left(), layout.top(), layout.width(), layout.height());
        g.setStroke(palette.axis());
        g.setLineWidth(1);
        g.strokeRect(layout.left() - 0.5, layout.top() - 0.5, layout.width() + 1, layout.height() + 1);
        g.setFont(text.font());
        if (layout.cellWidth() >= 34 && layout.cellHeight() >= 18) numbers(g, layout, matrix, range, ramp);
        g.setFill(palette.mutedText());
        rowLabels(g, layout, rows, layout.rowStride());
        columnLabels(g, layout, columns, layout.columnStride());
        key(g, layout, range, ramp, palette);
    }

    /// One row's and one column's label again, in the colour that is set, to point at a cell.
    void emphasise(GraphicsContext g, HeatmapLayout layout, Cell cell, List<String> rows, List<String> columns) {
        g.setFont(text.font());
        if (layout.rowStride() > 0 && cell.row() < rows.size()) {
            rowLabel(g, layout, cell.row(), rows.get(cell.row()));
        }
        if (layout.columnStride() > 0 && cell.column() < columns.size()) {
            columnLabel(g, layout, cell.column(), columns.get(cell.column()));
        }
    }

    private void rowLabels(GraphicsContext g, HeatmapLayout layout, List<String> labels, int stride) {
        if (stride == 0) return;
        Window w = layout.window();
        for (int r = roundUp(w.row() - 0.5, stride);
                r < Math.min(labels.size(), w.row() + w.rows() - 0.4);
                r += stride) {
            rowLabel(g, layout, r, labels.get(r));
        }
    }

    private void rowLabel(GraphicsContext g, HeatmapLayout layout, int row, String label) {
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        double room = layout.left() - HeatmapLayout.LABEL_GAP;
        g.fillText(text.fit(label, room), room, layout.y(row + 0.5));
    }

    private void columnLabels(GraphicsContext g, HeatmapLayout layout, List<String> labels, int stride) {
        if (stride == 0) return;
        Window w = layout.window();
        for (int c = roundUp(w.column() - 0.5, stride);
                c < Math.min(labels.size(), w.column() + w.columns() - 0.4);
                c += stride) {
            columnLabel(g, layout, c, labels.get(c));
        }
    }

    private void columnLabel(GraphicsContext g, HeatmapLayout layout, int column, String label) {
        g.save();
        g.translate(layout.x(column + 0.5), layout.top() - HeatmapLayout.LABEL_GAP);
        g.rotate(-90);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text.fit(label, layout.top() - HeatmapLayout.LABEL_GAP), 0, 0);
        g.restore();
    }

    private void numbers(GraphicsContext g, HeatmapLayout layout, Cells matrix, ValueRange range, ColourRamp ramp) {
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        Window w = layout.window();
        boolean counts = matrix.isCounts();
        g.save();
        g.beginPath();
        g.rect(layout.left(), layout.top(), layout.width(), layout.height());
        g.clip();
        for (int r = (int) w.row(); r < Math.min(matrix.rows(), w.row() + w.rows()); r++) {
            for (int c = (int) w.column(); c < Math.min(matrix.columns(), w.column() + w.columns()); c++) {
                float value = matrix.at(r, c);
                // Masked places hold an exact zero; a number in each would drown the others.
                if (value == 0) continue;
                g.setFill(readableOn(ramp.argb(value, range.low(), range.high())));
                g.fillText(
                        counts ? format.whole((long) value) : format.cell(value), layout.x(c + 0.5), layout.y(r + 0.5));
            }
        }
        g.restore();
    }

    private void key(GraphicsContext g, HeatmapLayout layout, ValueRange range, ColourRamp ramp, Palette palette) {
        double y = layout.top() + layout.height() + HeatmapLayout.FOOTER / 2 + 2;
        String low = format.number(range.low());
        String high = format.number(range.high());
        double right = Math.max(layout.left() + layout.width(), KEY_WIDTH + text.width(low) + text.width(high) + 16);
        double end = right - text.width(high) - 6;
        double start = end - KEY_WIDTH;
        for (int i = 0; i < KEY_WIDTH; i++) {
            g.setFill(ramp.colour(i / (KEY_WIDTH - 1)));
            g.fillRect(Math.floor(start) + i, Math.floor(y - KEY_HEIGHT / 2), 1, KEY_HEIGHT);
        }
        g.setStroke(palette.axis());
        g.strokeRect(Math.floor(start) - 0.5, Math.floor(y - KEY_HEIGHT / 2) - 0.5, KEY_WIDTH + 1, KEY_HEIGHT + 1);
        g.setFill(palette.mutedText());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(low, Math.floor(start) - 6, y);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(high, end + 6, y);
    }

    /// How much of the footer is free for a read-out, from the left edge of the cells.
    double readoutRoom(HeatmapLayout layout, ValueRange range) {
        double key = KEY_WIDTH + text.width(format.number(range.low())) + text.width(format.number(range.high())) + 28;
        return layout.left() + layout.width() - key;
    }

    private static Color readableOn(int argb) {
        double luminance = 0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
        return luminance > 140 ? Color.grayRgb(20) : Color.grayRgb(245);
    }

    private static int roundUp(double value, int stride) {
        return Math.max(0, (int) Math.ceil(value / stride) * stride);
    }
}
