package glassformer.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A copy of a model in this process, on the thread that trains.
public final class LocalReplica implements Replica {
    /// There are no updates here, but a session that trains has a rule.
    private static final UpdateRule NEVER_USED = UpdateRule.of(new Optimizer.Sgd(0, false, 0));

    private final ParallelSession session;
    private @Nullable TrainedValues gradient;

    /// @param session of its own, which it closes
    public LocalReplica(ParallelSession session) {
        this.session = session;
    }

    @Override
    public void start(LearningRates rates) {
        session.startTraining(
                NEVER_USED, OptimizerState.fresh(NEVER_USED.optimizer(), session.blueprint(), rates), rates);
    }

    @Override
    public void receive(TrainedValues moving) {
        session.receive(moving);
    }

    @Override
    public void accumulate(Batch microBatch, double share, long seed, boolean last) {
        session.accumulate(microBatch, share, seed);
    }

    @Override
    public List<Evaluation> losses() {
        return session.losses();
    }

    @Override
    public TrainedValues gradient() {
        release();
        gradient = session.gradient();
        return gradient;
    }

    @Override
    public void forget() {
        release();
        session.forget();
    }

    private void release() {
        if (gradient != null) {
            gradient.close();
            gradient = null;
        }
    }

    @Override
    public void close() {
        release();
        session.close();
    }
}
