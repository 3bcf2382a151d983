package glassformer.ui.worker;

import glassformer.worker.WorkerEvents;
import java.util.function.Consumer;

/// Passes each event of a worker on as a task for the window's thread.
record EventRelay(Consumer<Consumer<WorkerEvents>> to) implements WorkerEvents {
    @Override
    public void phase(Phase event) {
        to.accept(receiver -> receiver.phase(event));
    }

    @Override
    public void evaluating(Phase event) {
        to.accept(receiver -> receiver.evaluating(event));
    }

    @Override
    public void stepped(Stepped event) {
        to.accept(receiver -> receiver.stepped(event));
    }

    @Override
    public void evaluated(Evaluated event) {
        to.accept(receiver -> receiver.evaluated(event));
    }

    @Override
    public void sampled(Sampled event) {
        to.accept(receiver -> receiver.sampled(event));
    }

    @Override
    public void attended(AtStep event) {
        to.accept(receiver -> receiver.attended(event));
    }

    @Override
    public void checkpointed(AtStep event) {
        to.accept(receiver -> receiver.checkpointed(event));
    }

    @Override
    public void noticed(Noticed event) {
        to.accept(receiver -> receiver.noticed(event));
    }

    @Override
    public void outlier(StoodOut event) {
        to.accept(receiver -> receiver.outlier(event));
    }

    @Override
    public void finished(Finished event) {
        to.accept(receiver -> receiver.finished(event));
    }

    @Override
    public void failed(Failed event) {
        to.accept(receiver -> receiver.failed(event));
    }

    @Override
    public void token(Token event) {
        to.accept(receiver -> receiver.token(event));
    }

    @Override
    public void importing(Importing event) {
        to.accept(receiver -> receiver.importing(event));
    }

    @Override
    public void exporting(Exporting event) {
        to.accept(receiver -> receiver.exporting(event));
    }
}
