package glassformer.report;

import glassformer.report.Drawing.Anchor;
import glassformer.report.Drawing.Point;
import glassformer.report.Drawing.Shape;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/// Pages that are filled from top to bottom.
final class PdfPages implements AutoCloseable {
    static final double MARGIN = 50;
    static final double WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final double HEIGHT = PDRectangle.A4.getHeight() - 2 * MARGIN;
    private static final double LEADING = 1.35;
    /// After a blank, or between any two where one is Chinese.
    private static final Pattern BREAKS = Pattern.compile("(?<=\\s)|(?<=\\p{IsHan})|(?=\\p{IsHan})");

    private final PDDocument document;
    private final PdfFonts fonts;
    private @Nullable PDPageContentStream page;
    private double used;

    PdfPages(PDDocument document, PdfFonts fonts) {
        this.document = document;
        this.fonts = fonts;
    }

    /// Goes on to the next page where less than this is left.
    void need(double height) throws IOException {
        if (page == null || used + height > HEIGHT) {
            close();
            PDPage next = new PDPage(PDRectangle.A4);
            document.addPage(next);
            page = new PDPageContentStream(document, next);
            used = 0;
        }
    }

    void skip(double height) {
        used += height;
    }

    double width(String text, double size) throws IOException {
        return fonts.width(text, size, false);
    }

    static double lineHeight(double size) {
        return LEADING * size;
    }

    /// Lines of text over the whole width.
    void text(String text, double size, boolean bold) throws IOException {
        for (String line : wrapped(text, size, bold, WIDTH, Integer.MAX_VALUE)) {
            need(lineHeight(size));
            at(line, 0, size, size, Anchor.START, Ink.TEXT, bold);
            skip(lineHeight(size));
        }
    }

    /// @param most how many lines; the last ends with dots where there would be more
    List<String> wrapped(String text, double size, boolean bold, double width, int most) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : BREAKS.split(text.replaceAll("\\s+", " "))) {
            for (String piece : pieces(word, size, bold, width)) {
                if (!line.isEmpty() && fonts.width(line + piece.stripTrailing(), size, bold) > width) {
                    lines.add(line.strip());
                    line = "";
                }
                line += piece;
            }
            if (lines.size() >= most) {
                lines.set(
                        most - 1,
                        Ink.shortened(
                                lines.get(most - 1),
                                Math.max(2, lines.get(most - 1).length() - 1)));
                return List.copyOf(lines.subList(0, most));
            }
        }
        lines.add(line.strip());
        return lines;
    }

    /// A word, in parts where it alone is wider than the line.
    private List<String> pieces(String word, double size, boolean bold, double width) throws IOException {
        if (fonts.width(word, size, bold) <= width) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int c : word.codePoints().toArray()) {
            if (!piece.isEmpty() && fonts.width(piece + Character.toString(c), size, bold) > width) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(c);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /// @param x    from the left margin
    /// @param down of the base line, below what is used
    void at(String text, double x, double down, double size, Anchor anchor, String colour, boolean bold)
            throws IOException {
        PDPageContentStream stream = stream();
        double width = anchor == Anchor.START ? 0 : fonts.width(text, size, bold);
        double from = MARGIN
                + switch (anchor) {
                    case START -> x;
                    case MIDDLE -> x - width / 2;
                    case END -> x - width;
                };
        stream.setNonStrokingColor(Color.decode(colour));
        for (PdfFonts.Run run : fonts.runs(text, bold)) {
            stream.beginText();
            stream.setFont(run.font(), (float) size);
            stream.newLineAtOffset((float) from, (float) y(down));
            stream.showText(run.text());
            stream.endText();
            from += run.width(size);
        }
    }

    void rule(double down) throws IOException {
        lines(List.of(new Point(0, down), new Point(WIDTH, down)), Ink.GRID, 0.6, 1);
    }

    void draw(Drawing drawing, double scale) throws IOException {
        for (Shape shape : drawing.shapes()) {
            switch (shape) {
                case Shape.Rectangle(double x, double top, double width, double height, String fill) -> {
                    stream().setNonStrokingColor(Color.decode(fill));
                    stream()
                            .addRect(
                                    (float) (MARGIN + scale * x),
                                    (float) y(scale * (top + height)),
                                    (float) (scale * width),
                                    (float) (scale * height));
                    stream().fill();
                }
                case Shape.Lines(List<Point> points, String colour, double thickness) ->
                    lines(points, colour, thickness, scale);
                case Shape.Label(double x, double down, String text, double size, Anchor anchor, String colour) ->
                    at(text, scale * x, scale * down, scale * size, anchor, colour, false);
            }
        }
        skip(scale * drawing.height());
    }

    private void lines(List<Point> points, String colour, double thickness, double scale) throws IOException {
        PDPageContentStream stream = stream();
        stream.setStrokingColor(Color.decode(colour));
        stream.setLineWidth((float) thickness);
        for (int i = 0; i < points.size(); i++) {
            float x = (float) (MARGIN + scale * points.get(i).x());
            float y = (float) y(scale * points.get(i).y());
            if (i == 0) {
                stream.moveTo(x, y);
            } else {
                stream.lineTo(x, y);
            }
        }
        stream.stroke();
    }

    private double y(double down) {
        return PDRectangle.A4.getHeight() - MARGIN - used - down;
    }

    private PDPageContentStream stream() throws IOException {
        if (page == null) {
            need(0);
        }
        return java.util.Objects.requireNonNull(page);
    }

    /// Ends the page that is being filled.
    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
    }
}
