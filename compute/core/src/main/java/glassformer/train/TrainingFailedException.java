package glassformer.train;

/// Training cannot go on: the loss is no number any more. The message is one sentence that says where and
/// what would help.
public final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrainingFailedException(String message) {
        super(message);
    }

    public TrainingFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
