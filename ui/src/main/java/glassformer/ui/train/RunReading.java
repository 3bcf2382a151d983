package glassformer.ui.train;

import glassformer.ui.common.Background;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Reads runs' folders in the background, one at a time, and keeps what happens meanwhile for later.
final class RunReading {
    private final Background.Slot slot;
    private final List<Runnable> meanwhile = new ArrayList<>();

    RunReading(Background background) {
        this.slot = background.slot();
    }

    boolean isBusy() {
        return slot.busyProperty().get();
    }

    /// Takes the place of a reading that goes on.
    void read(Path run, Consumer<RunContent> then, Consumer<String> unreadable) {
        slot.run(() -> RunContent.read(run), then, failure -> unreadable.accept(WorkerLink.sentence(failure)));
    }

    void newestCheckpoint(Path run, IntConsumer then, Runnable unreadable) {
        slot.run(() -> RunContent.newestCheckpoint(run), then::accept, failure -> unreadable.run());
    }

    void cancel() {
        slot.cancel();
        meanwhile.clear();
    }

    /// An event that has to wait for what the folder tells.
    void keep(Runnable event) {
        meanwhile.add(event);
    }

    void runKept() {
        meanwhile.forEach(Runnable::run);
        meanwhile.clear();
    }
}
