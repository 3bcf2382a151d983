package glassformer.engine;

import java.util.List;

/// A session whose training step can be done in parts, so that several sessions can find one gradient together (data
/// parallelism; Li et al. 2020, "PyTorch Distributed"). All of it comes after [#startTraining].
public interface ParallelSession extends ModelSession {
    /// Begins to find a micro-batch's gradient and adds it, times `share`, to what was found before. May return before
    /// the device is done, so that other devices can begin, too.
    ///
    /// @param seed decides dropout
    void accumulate(Batch microBatch, double share, long seed);

    /// Waits for everything begun.
    ///
    /// @return the losses of all micro-batches since the last update, in order
    List<Evaluation> losses();

    /// The sum that [#accumulate] has made; it may change with the next one.
    TrainedValues gradient();

    /// Adds what another session has found to the sum.
    void add(TrainedValues gradient);

    /// The second half of [#step]: clips the sum and does one update with it.
    ///
    /// @param losses the means over all micro-batches, for the result
    StepResult update(Evaluation losses, StepSettings settings);

    /// Drops what was found since the last update.
    void forget();

    /// What steps change, as it is now.
    TrainedValues moving();

    /// Takes over what another session's steps have made of it.
    void receive(TrainedValues moving);
}
