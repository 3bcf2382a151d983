package glassformer.engine;

/// A process that took part in training has ended. Weights and optimizer are as they were before the step. The message
/// is one sentence without its full stop.
public final class ReplicaLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ReplicaLostException(String message) {
        super(message);
    }
}
