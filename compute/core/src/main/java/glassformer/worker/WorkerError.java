package glassformer.worker;

import glassformer.BadInputException;
import glassformer.engine.DeviceMemoryException;
import glassformer.engine.DeviceUnavailableException;
import glassformer.train.TrainingFailedException;
import java.util.concurrent.CancellationException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;

/// Kinds of failure, with the JSON-RPC error code that carries each.
public enum WorkerError {
    /// What a person gave cannot be used.
    BAD_INPUT(1),
    /// The engine or device is not there or too small.
    DEVICE_UNAVAILABLE(2),
    /// Training cannot go on.
    TRAINING_FAILED(3),
    /// Anything else; the worker's standard error holds the details.
    UNEXPECTED(4),
    /// It was stopped before there was anything to keep.
    STOPPED(5),
    /// The device has too little memory for a training step.
    DEVICE_MEMORY(6);

    private final int code;

    WorkerError(int code) {
        this.code = code;
    }

    static WorkerError of(Throwable problem) {
        return switch (problem) {
            case BadInputException e -> BAD_INPUT;
            case DeviceUnavailableException e -> DEVICE_UNAVAILABLE;
            case TrainingFailedException e -> TRAINING_FAILED;
            case CancellationException e -> STOPPED;
            case DeviceMemoryException e -> DEVICE_MEMORY;
            default -> UNEXPECTED;
        };
    }

    static ResponseError response(Throwable problem) {
        return new ResponseError(of(problem).code, sentence(problem), null);
    }

    static String sentence(Throwable problem) {
        return switch (problem) {
            case OutOfMemoryError e ->
                "There is not enough memory for this: take a smaller model, batch or context length.";
            case CancellationException e -> "Stopped before there was anything to keep.";
            case Throwable t when of(t) != UNEXPECTED && t.getMessage() != null -> String.valueOf(t.getMessage());
            default -> "The computation failed unexpectedly (" + problem + ").";
        };
    }

    /// The exception that failed in the worker, as far as it can be made again here.
    static RuntimeException exception(ResponseError error) {
        String sentence = String.valueOf(error.getMessage());
        for (WorkerError kind : values()) {
            if (kind.code == error.getCode()) {
                return switch (kind) {
                    case BAD_INPUT -> new BadInputException(sentence);
                    case DEVICE_UNAVAILABLE -> new DeviceUnavailableException(sentence);
                    case TRAINING_FAILED -> new TrainingFailedException(sentence);
                    case UNEXPECTED, STOPPED -> new WorkerException(sentence);
                    case DEVICE_MEMORY -> new DeviceMemoryException(sentence, new WorkerException(sentence));
                };
            }
        }
        return new WorkerException(sentence);
    }
}
