package glassformer.remote;

import glassformer.worker.WorkerEvents;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a worker tells, for one thread to take in order.
final class RemoteEvents implements WorkerEvents {
    sealed interface Told {
        record Phased(Phase event) implements Told {}

        record Stepped(WorkerEvents.Stepped event) implements Told {}

        record Evaluated(WorkerEvents.Evaluated event) implements Told {}

        record Sampled(WorkerEvents.Sampled event) implements Told {}

        record Attended(int step) implements Told {}

        record Checkpointed(int step) implements Told {}

        record Noticed(WorkerEvents.Noticed event) implements Told {}

        record StoodOut(WorkerEvents.StoodOut event) implements Told {}

        record Finished(WorkerEvents.Finished event) implements Told {}

        record Failed(WorkerEvents.Failed event) implements Told {}

        /// @param sentence how the connection ended
        record Lost(String sentence) implements Told {}
    }

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    @Nullable
    Told next(Duration atMost) {
        try {
            return told.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    void lost(String sentence) {
        told.add(new Told.Lost(sentence));
    }

    @Override
    public void phase(Phase event) {
        told.add(new Told.Phased(event));
    }

    @Override
    public void stepped(Stepped event) {
        told.add(new Told.Stepped(event));
    }

    @Override
    public void evaluated(Evaluated event) {
        told.add(new Told.Evaluated(event));
    }

    @Override
    public void sampled(Sampled event) {
        told.add(new Told.Sampled(event));
    }

    @Override
    public void attended(AtStep event) {
        told.add(new Told.Attended(event.step()));
    }

    @Override
    public void checkpointed(AtStep event) {
        told.add(new Told.Checkpointed(event.step()));
    }

    @Override
    public void noticed(Noticed event) {
        told.add(new Told.Noticed(event));
    }

    @Override
    public void outlier(StoodOut event) {
        told.add(new Told.StoodOut(event));
    }

    @Override
    public void finished(Finished event) {
        told.add(new Told.Finished(event));
    }

    @Override
    public void failed(Failed event) {
        told.add(new Told.Failed(event));
    }
}
