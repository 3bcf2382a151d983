package glassformer.app;

import glassformer.export.ExportListener;
import glassformer.export.ExportStage;
import glassformer.importing.ImportListener;
import glassformer.importing.ImportStage;
import java.util.function.BooleanSupplier;

/// Shows an import or an export as it goes.
final class StageProgress implements ImportListener, ExportListener {
    private final StageBar bar;
    private final BooleanSupplier stopped;

    StageProgress(Console console, BooleanSupplier stopped) {
        this.bar = new StageBar(console);
        this.stopped = stopped;
    }

    @Override
    public void progress(ImportStage stage, double fraction) {
        bar.show(
                switch (stage) {
                    case READ -> "Looking at what it is";
                    case WRITE -> "Copying";
                    case CHECK -> "Reading what was written";
                    case FINISH -> "Finishing";
                },
                fraction);
    }

    @Override
    public void progress(ExportStage stage, double fraction) {
        bar.show(
                switch (stage) {
                    case READ -> "Reading the model";
                    case WRITE -> "Writing";
                    case CHECK -> "Comparing with the model";
                    case FINISH -> "Finishing";
                },
                fraction);
    }

    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean();
    }

    /// Takes the bar away.
    void end() {
        bar.end();
    }
}
