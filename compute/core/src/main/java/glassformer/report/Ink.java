package glassformer.report;

import java.util.List;
import java.util.Locale;

/// Colours of reports, which are read on white.
final class Ink {
    static final String TEXT = "#1f2328";
    static final String MUTED = "#59636e";
    static final String GRID = "#d8dee4";
    static final String MAIN = "#0b66b5";
    /// Neighbours differ for people who don't see red and green apart.
    static final List<String> SERIES = List.of(MAIN, "#c84e00", "#0a7d5e", "#a03f87", "#8a6a00", "#2f8fb8", "#5a6370");

    private static final int[] LOW = {0xf3, 0xf6, 0xf9};
    private static final int[] HIGH = {0x0b, 0x4f, 0x8f};

    private Ink() {}

    /// From nearly white to dark blue.
    static String blend(double share) {
        int[] mixed = new int[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = (int) Math.round(LOW[i] + share * (HIGH[i] - LOW[i]));
        }
        return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
    }

    static String series(int index) {
        return SERIES.get(index % SERIES.size());
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}
