package glassformer.ui.data;

import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.OpenedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Has the compute worker translate.
public final class WorkerRoundTrip implements RoundTrip {
    private final WorkerLink link;

    public WorkerRoundTrip(WorkerLink link) {
        this.link = link;
    }

    @Override
    public CompletableFuture<List<String>> translate(Path there, Path back, List<String> texts) {
        return translate(there, texts).thenCompose(abroad -> translate(back, abroad));
    }

    private CompletableFuture<List<String>> translate(Path run, List<String> texts) {
        return link.open(run, null, "auto")
                .thenCompose(model -> all(model, texts).whenComplete((done, problem) -> {
                    var unused = link.closeModel(model.model());
                }));
    }

    private CompletableFuture<List<String>> all(OpenedModel model, List<String> texts) {
        CompletableFuture<List<String>> chain = CompletableFuture.completedFuture(new ArrayList<>());
        for (String text : texts) {
            chain = chain.thenCompose(
                    done -> link.generate(request(model, text)).thenApply(generated -> {
                        done.add(generated.text());
                        return done;
                    }));
        }
        return chain;
    }

    /// Always the likeliest token, as a training translates.
    private static GenerateRequest request(OpenedModel model, String text) {
        String id = UUID.randomUUID().toString();
        return new GenerateRequest(model.model(), id, text, 0, 1, 1, 0, model.contextLength());
    }
}
