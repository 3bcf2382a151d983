package glassformer.engine;

import java.util.List;

/// One of several copies of a model that find a step's gradient together: here or in another process. It has no
/// optimizer: another copy does the updates and hands out the weights.
///
/// What has to be computed is begun, not waited for, by all but [#losses], [#gradient] and [#forget]. A failure may
/// therefore come out at the next of these.
public interface Replica extends AutoCloseable {
    /// Gets ready for the gradients of what `rates` train. [#receive] comes next.
    void start(LearningRates rates);

    /// Takes over the weights that steps have changed, which stay as they are until [#losses] has returned.
    void receive(TrainedValues moving);

    /// See [ParallelSession#accumulate].
    ///
    /// @param last whether the gradient is asked for after this
    void accumulate(Batch microBatch, double share, long seed, boolean last);

    /// Waits for everything begun.
    ///
    /// @return the losses of all micro-batches since the last [#forget], in order
    /// @throws DeviceMemoryException where the device has too little memory for them
    /// @throws ReplicaLostException  where there is no such copy any more
    List<Evaluation> losses();

    /// The sum of what was found since the last [#forget]; good until then.
    TrainedValues gradient();

    /// Drops it. Never fails.
    void forget();

    @Override
    void close();
}
