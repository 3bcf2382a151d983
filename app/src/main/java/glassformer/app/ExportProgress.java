package glassformer.app;

import glassformer.export.ExportListener;
import glassformer.export.ExportStage;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Shows an export as it goes: a bar with the time left on a terminal, a line a stage elsewhere.
final class ExportProgress implements ExportListener {
    private static final int BAR = 20;
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final Console console;
    private final BooleanSupplier stopped;
    private final long began = System.nanoTime();
    private @Nullable ExportStage last;
    private boolean drawn;

    ExportProgress(Console console, BooleanSupplier stopped) {
        this.console = console;
        this.stopped = stopped;
    }

    @Override
    public void progress(ExportStage stage, double fraction) {
        if (console.interactive()) {
            int full = (int) (BAR * fraction);
            double seconds = (System.nanoTime() - began) / 1e9;
            String left =
                    fraction < 0.02 ? "" : "  " + Progress.duration(seconds / fraction * (1 - fraction)) + " left";
            console.err()
                    .print(CLEAR_LINE + "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] "
                            + String.format(Locale.ROOT, "%3.0f %%  ", 100 * fraction) + text(stage) + left);
            console.err().flush();
            drawn = true;
        } else if (stage != last) {
            console.err().println(text(stage));
        }
        last = stage;
    }

    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean();
    }

    /// Takes the bar away.
    void end() {
        if (drawn) {
            console.err().print(CLEAR_LINE);
            console.err().flush();
            drawn = false;
        }
    }

    private static String text(ExportStage stage) {
        return switch (stage) {
            case READ -> "Reading the model";
            case WRITE -> "Writing";
            case CHECK -> "Comparing with the model";
            case FINISH -> "Finishing";
        };
    }
}
