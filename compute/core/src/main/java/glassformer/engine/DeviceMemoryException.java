package glassformer.engine;

/// A device has too little memory for what it was asked. Weights and optimizer are as they were.
public final class DeviceMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message what the engine said
    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
