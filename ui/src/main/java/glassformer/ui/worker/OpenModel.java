package glassformer.ui.worker;

import glassformer.worker.WorkerService.OpenedModel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Keeps one checkpoint loaded in the worker, so that asking about it again needs no loading; another one takes its
/// place.
public final class OpenModel implements WorkerListener {
    private final WorkerLink link;
    private @Nullable Loaded loaded;

    private record Loaded(Path run, int step, CompletableFuture<OpenedModel> model) {}

    public OpenModel(WorkerLink link) {
        this.link = link;
        link.addListener(this);
    }

    /// The model of the run's checkpoint of `step`, loaded where it is not yet.
    public CompletableFuture<OpenedModel> use(Path run, int step) {
        Loaded now = loaded;
        if (now != null
                && now.run().equals(run)
                && now.step() == step
                && !now.model().isCompletedExceptionally()) {
            return now.model();
        }
        if (now != null) {
            now.model().thenAccept(model -> {
                var unused = link.closeModel(model.model());
            });
        }
        var next = new Loaded(run, step, link.open(run, step, "auto"));
        loaded = next;
        return next.model();
    }

    @Override
    public void died(String sentence) {
        loaded = null;
    }
}
