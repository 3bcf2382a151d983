package glassformer.app;

import glassformer.importing.ImportListener;
import glassformer.importing.ImportStage;
import java.util.function.BooleanSupplier;

/// Shows an import as it goes.
final class ImportProgress implements ImportListener {
    private final StageBar bar;
    private final BooleanSupplier stopped;

    ImportProgress(Console console, BooleanSupplier stopped) {
        this.bar = new StageBar(console);
        this.stopped = stopped;
    }

    @Override
    public void progress(ImportStage stage, double fraction) {
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

    private static String text(ImportStage stage) {
        return switch (stage) {
            case READ -> "Looking at what it is";
            case WRITE -> "Copying";
            case CHECK -> "Reading what was written";
            case FINISH -> "Finishing";
        };
    }
}
