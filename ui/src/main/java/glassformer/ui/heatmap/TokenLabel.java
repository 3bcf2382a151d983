package glassformer.ui.heatmap;

/// A token as a label: white space made visible, because a label without ink looks like a missing one.
final class TokenLabel {
    private TokenLabel() {}

    static String of(String token) {
        if (token.isEmpty()) return "∅";
        String shown = token.replace("\n", "⏎").replace("\t", "⇥").replace("\r", "␍");
        return shown.isBlank() ? "␣".repeat(shown.length()) : shown.strip();
    }
}
