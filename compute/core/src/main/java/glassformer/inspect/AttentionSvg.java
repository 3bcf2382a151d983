package glassformer.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Attention as vector pictures on white.
public final class AttentionSvg {
    private static final int CELL = 6;
    private static final int GAP = 24;
    private static final int LINE = 18;
    private static final int TOKEN = 150;
    private static final int ACROSS = 220;

    /// Weights below this are left white: nobody sees them, and a picture of many heads stays small.
    private static final double SEEN = 0.004;

    private AttentionSvg() {}

    /// Every head as a heatmap, a row a layer.
    public static void heads(AttentionGroup group, Appendable out) throws IOException {
        int queries = group.rows().size();
        int keys = group.columns().size();
        int heads = group.patterns().getFirst().shape().getFirst();
        int across = keys * CELL + GAP;
        int down = queries * CELL + GAP;
        open(out, heads * across + GAP, group.patterns().size() * down + GAP);
        for (int layer = 0; layer < group.patterns().size(); layer++) {
            float[] values = group.patterns().get(layer).values();
            for (int head = 0; head < heads; head++) {
                int x = GAP / 2 + head * across;
                int y = GAP + layer * down;
                text(out, x, y - 5, "start", "L" + (layer + 1) + " H" + (head + 1));
                for (int q = 0; q < queries; q++) {
                    for (int k = 0; k < keys; k++) {
                        double weight = values[(head * queries + q) * keys + k];
                        if (weight >= SEEN) {
                            line(
                                    out,
                                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#1f4e9c\""
                                            + " fill-opacity=\"%.3f\"/>",
                                    x + k * CELL,
                                    y + q * CELL,
                                    CELL,
                                    CELL,
                                    weight);
                        }
                    }
                }
                line(
                        out,
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>",
                        x,
                        y,
                        keys * CELL,
                        queries * CELL);
            }
        }
        out.append("</svg>\n");
    }

    /// One pattern as lines between the tokens that look, at the left, and those that are looked at.
    ///
    /// @param pattern   `(T, S)`
    /// @param threshold weights below it have no line
    public static void links(List<String> rows, List<String> columns, Tensor pattern, double threshold, Appendable out)
            throws IOException {
        open(out, 2 * TOKEN + ACROSS, (Math.max(rows.size(), columns.size()) + 1) * LINE);
        for (int q = 0; q < rows.size(); q++) {
            for (int k = 0; k < columns.size(); k++) {
                double weight = pattern.values()[q * columns.size() + k];
                if (weight >= Math.max(threshold, SEEN)) {
                    line(
                            out,
                            "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#1f4e9c\" stroke-width=\"2\""
                                    + " stroke-opacity=\"%.3f\"/>",
                            TOKEN,
                            q * LINE + LINE,
                            TOKEN + ACROSS,
                            k * LINE + LINE,
                            weight);
                }
            }
        }
        for (int q = 0; q < rows.size(); q++) {
            text(out, TOKEN - 6, q * LINE + LINE + 4, "end", rows.get(q));
        }
        for (int k = 0; k < columns.size(); k++) {
            text(out, TOKEN + ACROSS + 6, k * LINE + LINE + 4, "start", columns.get(k));
        }
        out.append("</svg>\n");
    }

    private static void open(Appendable out, int width, int height) throws IOException {
        line(
                out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                width,
                height);
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    }

    private static void text(Appendable out, int x, int y, String anchor, String text) throws IOException {
        line(
                out,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" xml:space=\"preserve\">%s</text>",
                x,
                y,
                anchor,
                safe(text));
    }

    /// XML has no control characters.
    private static String safe(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '&' -> out.append("&amp;");
                default -> out.appendCodePoint(c < ' ' || c == 0xFFFE || c == 0xFFFF ? 0x2423 : c);
            }
        });
        return out.toString();
    }

    private static void line(Appendable out, String format, Object... values) throws IOException {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
