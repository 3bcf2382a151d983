package glassformer.ui.chart;

import glassformer.ui.common.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import javafx.scene.paint.Color;

/// Histograms over time for files.
final class SpreadFiles {
    private SpreadFiles() {}

    /// A row a bin: the histogram's x, from where to where the bin reaches, how many values lie in it. Where all values
    /// are equal the bin of all is written as that value.
    static void writeCsv(Appendable out, String xName, Texts texts, List<SpreadColumn> columns) throws IOException {
        out.append(CurveCsv.quoted(xName));
        for (String name : List.of("from", "to", "count")) {
            out.append(',').append(CurveCsv.quoted(texts.get("chart.spread." + name)));
        }
        out.append('\n');
        for (SpreadColumn column : columns) {
            for (int bin = 0; bin < column.counts().length; bin++) {
                out.append(CurveCsv.number(column.x()))
                        .append(',')
                        .append(CurveCsv.number(column.from(bin)))
                        .append(',')
                        .append(CurveCsv.number(column.from(bin + 1)))
                        .append(',')
                        .append(Long.toString(column.counts()[bin]))
                        .append('\n');
            }
        }
    }

    /// A rectangle for each bin that holds values; of more histograms than the plot is wide only some.
    ///
    /// @param argb the colour of a share of the fullest bin
    static List<CurvePicture.Tile> tiles(Plot plot, List<SpreadColumn> columns, DoubleToIntFunction argb) {
        List<CurvePicture.Tile> tiles = new ArrayList<>();
        int every = Math.max(1, (int) Math.ceil(columns.size() / plot.width()));
        for (int i = 0; i < columns.size(); i += every) {
            SpreadColumn column = columns.get(i);
            double left = i == 0 ? plot.left() : plot.px((columns.get(i - every).x() + column.x()) / 2);
            double right = i + every >= columns.size()
                    ? plot.right()
                    : plot.px((column.x() + columns.get(i + every).x()) / 2);
            for (int bin = 0; bin < column.counts().length; bin++) {
                if (column.counts()[bin] == 0) continue;
                double low = plot.py(column.from(bin));
                double high = plot.py(column.from(bin + 1));
                Color colour = colour(argb.applyAsInt(column.shareOf(bin)));
                // At least a line, where all values are equal.
                tiles.add(new CurvePicture.Tile(left, high, right - left, Math.max(1, low - high), colour));
            }
        }
        return tiles;
    }

    private static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
    }
}
