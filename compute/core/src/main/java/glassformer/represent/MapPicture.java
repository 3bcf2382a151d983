package glassformer.represent;

import glassformer.numerics.Matrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/// A map as a picture on white. One of three dimensions is seen from above and from the side.
final class MapPicture {
    private static final int SIDE = 900;
    private static final int MARGIN = 30;
    private static final int LEGEND = 190;
    private static final double RADIUS = 3;
    private static final double TURN = Math.toRadians(30);
    private static final double TILT = Math.toRadians(20);
    private static final int NAMED = 60;

    private final List<Entry> entries;
    private final MapColours colours;
    private final double[] x;
    private final double[] y;

    MapPicture(Representation map) {
        Matrix places = map.layout().places();
        this.entries = map.space().entries().subList(0, places.rows());
        this.colours = MapColours.of(entries);
        this.x = new double[places.rows()];
        this.y = new double[places.rows()];
        for (int i = 0; i < x.length; i++) {
            x[i] = places.at(i, 0);
            y[i] = places.at(i, 1);
            if (places.columns() == 3) {
                double depth = x[i] * Math.sin(TURN) + places.at(i, 2) * Math.cos(TURN);
                x[i] = x[i] * Math.cos(TURN) - places.at(i, 2) * Math.sin(TURN);
                y[i] = y[i] * Math.cos(TILT) - depth * Math.sin(TILT);
            }
        }
        fit();
    }

    /// The same scale both ways, the picture filled.
    private void fit() {
        double lowX = java.util.Arrays.stream(x).min().orElse(0);
        double lowY = java.util.Arrays.stream(y).min().orElse(0);
        double wide = java.util.Arrays.stream(x).max().orElse(0) - lowX;
        double high = java.util.Arrays.stream(y).max().orElse(0) - lowY;
        double room = SIDE - 2.0 * MARGIN;
        double scale = Math.max(wide, high) > 0 ? room / Math.max(wide, high) : 1;
        for (int i = 0; i < x.length; i++) {
            x[i] = MARGIN + (x[i] - lowX) * scale + (room - wide * scale) / 2;
            y[i] = SIDE - MARGIN - (y[i] - lowY) * scale - (room - high * scale) / 2;
        }
    }

    /// Points without words, the most frequent on top.
    void png(OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        for (int i = x.length - 1; i >= 0; i--) {
            graphics.setColor(new Color(colours.of(entries.get(i))));
            graphics.fill(new Ellipse2D.Double(x[i] - RADIUS, y[i] - RADIUS, 2 * RADIUS, 2 * RADIUS));
        }
        graphics.dispose();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java cannot write PNG files");
        }
    }

    /// With the names of the most frequent ones, and of each point where the pointer rests on it.
    void svg(Appendable out) throws IOException {
        int width = SIDE + (colours.groups().isEmpty() ? 0 : LEGEND);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + SIDE
                + "\" viewBox=\"0 0 " + width + " " + SIDE + "\" font-family=\"sans-serif\" font-size=\"11\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (int i = x.length - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            out.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\" fill=\"#%06x\"><title>%s</title></circle>%n",
                    x[i],
                    y[i],
                    RADIUS,
                    colours.of(entry),
                    escaped(shortened(entry.name(), 200))));
        }
        for (int i = 0; i < Math.min(NAMED, x.length); i++) {
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" fill=\"#1f2328\">%s</text>%n",
                    x[i] + RADIUS + 1,
                    y[i] + RADIUS,
                    escaped(shortened(entries.get(i).name(), 24))));
        }
        int line = 0;
        for (Map.Entry<String, Integer> group : colours.groups().entrySet()) {
            int at = MARGIN + 18 * line++;
            out.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"#%06x\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                    SIDE + 8,
                    at,
                    group.getValue(),
                    SIDE + 20,
                    at + 4,
                    escaped(shortened(group.getKey(), 28))));
        }
        out.append("</svg>\n");
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }

    /// XML forbids most control characters even as numbers.
    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x1F\\x7F\\uFFFE\\uFFFF]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
