package glassformer.app;

import glassformer.ui.window.GlassformerWindow;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The window on a person's screen. `-Dglassformer.startup=true` prints how long its first frame took and closes.
record DesktopWindow(PrintStream err, FailureLog failures) implements WindowStarter {
    @Override
    public int open() {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        try {
            Platform.startup(() -> show(closed));
            return closed.join();
        } catch (UnsupportedOperationException | IllegalStateException e) {
            err.println("glassformer: The window could not be opened (" + e.getMessage()
                    + "); without a display, use commands: glassformer --help lists them.");
            return ExitCode.UNAVAILABLE;
        } finally {
            Platform.exit();
        }
    }

    private void show(CompletableFuture<Integer> closed) {
        try {
            Stage stage = new Stage();
            stage.setOnHidden(event -> closed.complete(ExitCode.DONE));
            boolean measure = Boolean.getBoolean("glassformer.startup");
            new GlassformerWindow(
                            stage,
                            WindowParts.setup(
                                    Places.here(), Locale.getDefault(), null, () -> firstFrame(stage, measure)))
                    .show();
        } catch (RuntimeException e) {
            err.println("glassformer: " + failures.write("glassformer", e));
            closed.complete(ExitCode.FAILED);
        }
    }

    private void firstFrame(Stage stage, boolean measure) {
        if (measure) {
            long started = ManagementFactory.getRuntimeMXBean().getStartTime();
            err.println("first frame after " + (System.currentTimeMillis() - started) + " ms");
            stage.hide();
        }
    }
}
