package glassformer.worker;

/// A worker died, could not be started, or failed in a way that is nobody's input. The message is one
/// sentence for people.
public final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkerException(String message) {
        super(message);
    }

    public WorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
