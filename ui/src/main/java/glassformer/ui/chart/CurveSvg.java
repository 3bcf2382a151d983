package glassformer.ui.chart;

import java.io.IOException;
import java.util.Locale;
import javafx.scene.paint.Color;

/// A [CurvePicture] as vectors: paths, axes, texts and the legend, as SVG 1.1.
///
/// A curve with more points than the plot has columns is written by columns, each with its first, smallest, largest and
/// last value, so that every spike is in the file and a million points take no more than four corners a pixel.
final class CurveSvg {
    private final CurvePicture picture;
    private final CurvePainter painter;
    private final Appendable out;

    private CurveSvg(CurvePicture picture, CurvePainter painter, Appendable out) {
        this.picture = picture;
        this.painter = painter;
        this.out = out;
    }

    static void write(CurvePicture picture, CurvePainter painter, Appendable out) throws IOException {
        new CurveSvg(picture, painter, out).write();
    }

    private void write() throws IOException {
        LegendLayout legend = LegendLayout.of(picture, painter.small());
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %1$s %2$s\""
                        + " font-family=\"sans-serif\" font-size=\"11\">",
                number(picture.width()), number(picture.height() + legend.height()));
        line(
                "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>",
                hex(picture.palette().background()));
        for (LegendLayout.Place place : legend.places()) legend(place);
        line("<g transform=\"translate(0 %s)\">", number(legend.height()));
        for (CurvePicture.Tile tile : picture.tiles()) {
            line(
                    "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" shape-rendering=\"crispEdges\"/>",
                    number(tile.x()),
                    number(tile.y()),
                    number(tile.width()),
                    number(tile.height()),
                    hex(tile.colour()));
        }
        axes();
        Plot plot = picture.plot();
        line(
                "<clipPath id=\"plot\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
                number(plot.left()), number(plot.top() - 1), number(plot.width()), number(plot.height() + 2));
        line("<g clip-path=\"url(#plot)\" fill=\"none\" stroke-linejoin=\"bevel\">");
        for (CurvePainter.Stroke stroke : picture.strokes()) curve(stroke);
        line("</g>").line("</g>").line("</svg>");
    }

    private void legend(LegendLayout.Place place) throws IOException {
        CurvePicture.Entry entry = place.entry();
        line(
                "<path d=\"M%s %sh%s\" stroke=\"%s\" stroke-width=\"2.5\"%s/>",
                number(place.x()),
                number(place.y()),
                number(LegendLayout.LINE),
                hex(entry.colour()),
                entry.dashed() ? " stroke-dasharray=\"6 4\"" : "");
        text(
                place.textX(),
                place.y() + 4,
                "start",
                place.name(),
                picture.palette().text());
    }

    private void axes() throws IOException {
        Plot plot = picture.plot();
        Color muted = picture.palette().mutedText();
        double ascent = painter.small().lineHeight() * 0.8;
        var grid = new StringBuilder();
        for (AxisLabels.Mark mark : painter.labels().vertical(plot)) {
            grid.append("M%s %sH%s".formatted(number(plot.left()), number(mark.at()), number(plot.right())));
            text(plot.left() - CurvePainter.GAP, mark.at() + 4, "end", mark.text(), muted);
        }
        for (AxisLabels.Mark mark : painter.labels().horizontal(plot, picture.width())) {
            grid.append("M%s %sV%s".formatted(number(mark.at()), number(plot.top()), number(plot.bottom())));
            text(mark.textAt(), plot.bottom() + CurvePainter.GAP + ascent, "middle", mark.text(), muted);
        }
        path(grid.toString(), picture.palette().grid());
        path(
                "M%s %sV%sH%s"
                        .formatted(
                                number(plot.left()), number(plot.top()), number(plot.bottom()), number(plot.right())),
                picture.palette().axis());
        double y = plot.bottom() + CurvePainter.GAP + painter.small().lineHeight() + 2 + ascent;
        text(plot.left() + plot.width() / 2, y, "middle", picture.xName(), muted);
    }

    private void path(String d, Color colour) throws IOException {
        if (!d.isEmpty()) line("<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>", d, hex(colour));
    }

    private void curve(CurvePainter.Stroke stroke) throws IOException {
        var line = new Polyline();
        line.trace(stroke.curve(), picture.plot());
        var d = new StringBuilder();
        var dots = new StringBuilder();
        boolean marked = CurvePainter.marks(stroke, line, picture.plot());
        line.forEachStretch((px, py, count) -> {
            for (int i = 0; i < count && count > 1; i++) {
                d.append(i == 0 ? "M" : i == 1 ? "L" : " ")
                        .append(number(px[i]))
                        .append(' ')
                        .append(number(py[i]));
            }
            for (int i = 0; i < count && (marked || count == 1); i++) {
                dots.append("M%s %sm-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0".formatted(number(px[i]), number(py[i])));
            }
        });
        String colour = hex(stroke.colour());
        if (!d.isEmpty()) {
            line(
                    "<path d=\"%s\" stroke=\"%s\" stroke-width=\"%s\" opacity=\"%s\"%s/>",
                    d,
                    colour,
                    number(stroke.thickness()),
                    number(stroke.opacity()),
                    stroke.dashed() && !stroke.faint() ? " stroke-dasharray=\"7 4\"" : "");
        }
        if (!dots.isEmpty()) line("<path d=\"%s\" fill=\"%s\"/>", dots, colour);
    }

    private void text(double x, double y, String anchor, String words, Color colour) throws IOException {
        if (words.isEmpty()) return;
        line(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                number(x), number(y), anchor, hex(colour), escaped(words));
    }

    private CurveSvg line(String format, Object... values) throws IOException {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    /// To a hundredth of a pixel.
    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static String hex(Color colour) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255),
                Math.round(colour.getBlue() * 255));
    }

    private static String escaped(String words) {
        var plain = new StringBuilder();
        words.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> plain.append("&amp;");
                case '<' -> plain.append("&lt;");
                case '>' -> plain.append("&gt;");
                // What XML 1.0 cannot hold.
                default -> plain.appendCodePoint(c < 0x20 ? ' ' : c);
            }
        });
        return plain.toString();
    }
}
