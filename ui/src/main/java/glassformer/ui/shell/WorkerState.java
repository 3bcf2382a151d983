package glassformer.ui.shell;

import java.util.Locale;

/// What the compute worker is doing, as the status bar shows it.
public enum WorkerState {
    STOPPED,
    STARTING,
    READY,
    BUSY,
    FAILED;

    String textKey() {
        return "worker." + name().toLowerCase(Locale.ROOT);
    }

    String styleClass() {
        return "worker-" + name().toLowerCase(Locale.ROOT);
    }
}
