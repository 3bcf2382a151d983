package glassformer.report;

import glassformer.report.Drawing.Point;
import glassformer.report.Drawing.Shape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A document as one HTML file that needs nothing beside it.
public final class HtmlReport {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; color: #1f2328; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem }
            table { border-collapse: collapse; width: 100% }
            th, td { padding: .25rem .6rem; border-bottom: 1px solid #d8dee4; text-align: right; vertical-align: top }
            th { color: #59636e; font-weight: 600 }
            .text { text-align: left; overflow-wrap: anywhere }
            svg { max-width: 100%; height: auto; font-family: system-ui, sans-serif }
            figure { margin: 0 }
            @media print { body { margin: 0; max-width: none } h2 { break-after: avoid } tr, figure { break-inside: avoid } }
            """;

    private HtmlReport() {}

    public static String of(String title, List<Block> blocks) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escaped(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n"
                + blocks.stream().map(HtmlReport::html).collect(Collectors.joining("\n")) + "\n</body>\n</html>\n";
    }

    private static String html(Block block) {
        return switch (block) {
            case Block.Heading(String text, int level) -> "<h" + level + ">" + escaped(text) + "</h" + level + ">";
            case Block.Paragraph(String text) -> "<p>" + escaped(text) + "</p>";
            case Block.Table table ->
                "<table>\n<thead>" + row("th", table.columns(), table.textColumns()) + "</thead>\n<tbody>\n"
                        + table.rows().stream()
                                .map(row -> row("td", row, table.textColumns()))
                                .collect(Collectors.joining("\n"))
                        + "\n</tbody>\n</table>";
            case Block.Picture(String title, Drawing drawing) ->
                "<figure role=\"img\" aria-label=\"" + escaped(title) + "\">\n" + svg(drawing) + "\n</figure>";
        };
    }

    private static String row(String cell, List<String> texts, int textColumns) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int i = 0; i < texts.size(); i++) {
            row.append('<').append(cell).append(i < textColumns ? " class=\"text\">" : ">");
            row.append(escaped(texts.get(i))).append("</").append(cell).append('>');
        }
        return row.append("</tr>").toString();
    }

    private static String svg(Drawing drawing) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(drawing.width()) + " "
                + number(drawing.height()) + "\" width=\"" + number(1.3 * drawing.width()) + "\">\n"
                + drawing.shapes().stream().map(HtmlReport::svg).collect(Collectors.joining("\n")) + "\n</svg>";
    }

    private static String svg(Shape shape) {
        return switch (shape) {
            case Shape.Rectangle(double x, double y, double width, double height, String fill) ->
                "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\""
                        + number(height) + "\" fill=\"" + fill + "\"/>";
            case Shape.Lines(List<Point> points, String colour, double thickness) ->
                "<polyline points=\""
                        + points.stream()
                                .map(point -> number(point.x()) + "," + number(point.y()))
                                .collect(Collectors.joining(" "))
                        + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"" + number(thickness) + "\"/>";
            case Shape.Label(double x, double y, String text, double size, Drawing.Anchor anchor, String colour) ->
                "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"" + number(size)
                        + "\" text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\" fill=\"" + colour + "\">"
                        + escaped(text) + "</text>";
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }
}
