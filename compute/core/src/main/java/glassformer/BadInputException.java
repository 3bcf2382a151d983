package glassformer;

/// What a person gave cannot be used: a setting, a file, a prompt. The message is one sentence that
/// names what is wrong and what would be right; it is shown as it is, without a stack trace.
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
