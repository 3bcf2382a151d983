package glassformer.ui.common;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Widths of texts in one font, in pixels, remembered. Use on the JavaFX thread.
public final class TextMeasure {
    private static final int REMEMBERED = 20_000;

    private final Text text = new Text();
    private final Map<String, Double> widths = new HashMap<>();
    private final double lineHeight;

    public TextMeasure(Font font) {
        text.setFont(font);
        text.setText("Ág");
        lineHeight = text.getLayoutBounds().getHeight();
    }

    public Font font() {
        return text.getFont();
    }

    public double lineHeight() {
        return lineHeight;
    }

    public double width(String s) {
        if (widths.size() >= REMEMBERED) widths.clear();
        return widths.computeIfAbsent(s, key -> {
            text.setText(key);
            return text.getLayoutBounds().getWidth();
        });
    }

    /// `s`, or as much of its beginning as fits into `maxWidth` with an ellipsis.
    public String fit(String s, double maxWidth) {
        if (width(s) <= maxWidth) return s;
        int end = s.length();
        while (end > 0 && width(s.substring(0, end) + "…") > maxWidth) end = s.offsetByCodePoints(end, -1);
        return end == 0 ? "" : s.substring(0, end) + "…";
    }
}
