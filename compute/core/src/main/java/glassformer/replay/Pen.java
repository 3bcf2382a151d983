package glassformer.replay;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// Draws on an image, without a display. Where this machine has no font at all, words are left out.
final class Pen implements AutoCloseable {
    static final int SMALL = 11;
    static final int USUAL = 13;
    static final int TITLE = 16;

    private static final String CUT = "…";

    private final BufferedImage image;
    private final Graphics2D graphics;
    private boolean words = true;

    Pen(BufferedImage image) {
        this.image = image;
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    void fill(int x, int y, int width, int height, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fillRect(x, y, width, height);
    }

    void frame(int x, int y, int width, int height, int colour) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke(1));
        graphics.drawRect(x, y, width, height);
    }

    void pixel(int x, int y, int colour) {
        image.setRGB(x, y, colour);
    }

    void line(Path2D path, int colour, float thickness) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke(thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    /// @param y of the base line
    /// @return its width
    int text(String text, int x, int y, int size, int colour) {
        if (!choose(size)) {
            return 0;
        }
        graphics.setColor(new Color(colour));
        graphics.drawString(visible(text), x, y);
        return graphics.getFontMetrics().stringWidth(visible(text));
    }

    void centred(String text, int x, int y, int width, int size, int colour) {
        String fit = fit(text, width, size);
        text(fit, x + (width - width(fit, size)) / 2, y, size, colour);
    }

    void bold(String text, int x, int y, int size, int colour) {
        if (choose(size)) {
            graphics.setFont(graphics.getFont().deriveFont(Font.BOLD));
            graphics.setColor(new Color(colour));
            graphics.drawString(visible(text), x, y);
        }
    }

    int width(String text, int size) {
        return choose(size) ? graphics.getFontMetrics().stringWidth(visible(text)) : 0;
    }

    /// As much of it as there is room for.
    String fit(String text, int room, int size) {
        if (width(text, size) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + CUT, size) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return end == 0 ? "" : text.substring(0, end) + CUT;
    }

    /// In lines, cut where it is longer.
    List<String> wrapped(String text, int room, int most, int size) {
        List<String> lines = new ArrayList<>();
        String rest = visible(text);
        while (!rest.isEmpty() && lines.size() < most) {
            if (lines.size() == most - 1) {
                lines.add(fit(rest, room, size));
                break;
            }
            int end = fitting(rest, room, size);
            int blank = end < rest.length() ? rest.lastIndexOf(' ', end) : -1;
            int cut = blank > 0 ? blank + 1 : end;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut);
        }
        return lines;
    }

    /// How many of its characters have room, at least one.
    private int fitting(String text, int room, int size) {
        if (!choose(size)) {
            return text.length();
        }
        FontMetrics metrics = graphics.getFontMetrics();
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += metrics.charWidth(character);
            if (used > room && end > 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    private boolean choose(int size) {
        if (words) {
            try {
                graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
                graphics.getFontMetrics();
            } catch (RuntimeException | Error noFonts) {
                // A system without fonts fails in many ways, also by errors of linking; a picture is one without words.
                words = false;
            }
        }
        return words;
    }

    /// Line ends and blanks can be seen; other control characters have no picture.
    private static String visible(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(c == '\n' ? '⏎' : Character.isISOControl(c) ? ' ' : c));
        return out.toString();
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
