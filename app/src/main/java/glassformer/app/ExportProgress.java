package glassformer.app;

import glassformer.export.ExportListener;
import glassformer.export.ExportStage;
import java.util.function.BooleanSupplier;

/// Shows an export as it goes.
final class ExportProgress implements ExportListener {
    private final StageBar bar;
    private final BooleanSupplier stopped;

    ExportProgress(Console console, BooleanSupplier stopped) {
        this.bar = new StageBar(console);
        this.stopped = stopped;
    }

    @Override
    public void progress(ExportStage stage, double fraction) {
        bar.show(text(stage), fraction);
    }

    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean();
    }

    /// Takes the bar away.
    void end() {
        bar.end();
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
