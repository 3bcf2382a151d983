package glassformer.app;

/// What a process tells its caller.
final class ExitCode {
    static final int DONE = 0;
    static final int BAD_INPUT = 2;
    static final int UNAVAILABLE = 3;
    static final int FAILED = 4;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
