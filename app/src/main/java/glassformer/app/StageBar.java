package glassformer.app;

import java.util.Locale;

/// Shows how far something in stages is: a bar with the time left on a terminal, a line a stage elsewhere.
final class StageBar {
    private static final int BAR = 20;
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final Console console;
    private final long began = System.nanoTime();
    private String last = "";
    private boolean drawn;

    StageBar(Console console) {
        this.console = console;
    }

    /// @param fraction of the whole, 0 to 1
    void show(String stage, double fraction) {
        if (console.interactive()) {
            int full = (int) (BAR * fraction);
            double seconds = (System.nanoTime() - began) / 1e9;
            String left =
                    fraction < 0.02 ? "" : "  " + Progress.duration(seconds / fraction * (1 - fraction)) + " left";
            console.err()
                    .print(CLEAR_LINE + "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] "
                            + String.format(Locale.ROOT, "%3.0f %%  ", 100 * fraction) + stage + left);
            console.err().flush();
            drawn = true;
        } else if (!stage.equals(last)) {
            console.err().println(stage);
        }
        last = stage;
    }

    /// Takes the bar away.
    void end() {
        if (drawn) {
            console.err().print(CLEAR_LINE);
            console.err().flush();
            drawn = false;
        }
    }
}
