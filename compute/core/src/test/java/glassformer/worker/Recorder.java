package glassformer.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a worker tells.
final class Recorder implements WorkerEvents {
    final List<Stepped> steps = new CopyOnWriteArrayList<>();
    final List<Phase> evaluating = new CopyOnWriteArrayList<>();
    final List<Importing> importing = new CopyOnWriteArrayList<>();
    final List<Token> tokens = new CopyOnWriteArrayList<>();
    final List<Integer> checkpoints = new CopyOnWriteArrayList<>();
    final List<Integer> attended = new CopyOnWriteArrayList<>();
    final List<Sampled> samples = new CopyOnWriteArrayList<>();
    final CompletableFuture<Finished> finished = new CompletableFuture<>();
    final CompletableFuture<Failed> failed = new CompletableFuture<>();
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(int step, CompletableFuture<Integer> reached) {}

    /// Completes when a checkpoint of this step or a later one was written.
    synchronized CompletableFuture<Integer> checkpoint(int step) {
        Waiting wait = new Waiting(step, new CompletableFuture<>());
        waiting.add(wait);
        checkpoints.forEach(this::reached);
        return wait.reached();
    }

    private synchronized void reached(int step) {
        for (Waiting wait : waiting) {
            if (step >= wait.step()) {
                wait.reached().complete(step);
            }
        }
    }

    @Override
    public void importing(Importing event) {
        importing.add(event);
    }

    @Override
    public void evaluating(Phase event) {
        evaluating.add(event);
    }

    @Override
    public void stepped(Stepped event) {
        steps.add(event);
    }

    @Override
    public void sampled(Sampled event) {
        samples.add(event);
    }

    @Override
    public void attended(AtStep event) {
        attended.add(event.step());
    }

    @Override
    public void checkpointed(AtStep event) {
        checkpoints.add(event.step());
        reached(event.step());
    }

    @Override
    public void finished(Finished event) {
        finished.complete(event);
    }

    @Override
    public void failed(Failed event) {
        failed.complete(event);
    }

    @Override
    public void token(Token event) {
        tokens.add(event);
    }
}
