package glassformer.worker;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// JSON-RPC over a pair of streams, the same on both sides.
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /// Held, since its level would go with it. LSP4J tells of each connection's end with a stack trace.
    private static final java.util.logging.Logger LIBRARY = java.util.logging.Logger.getLogger("org.eclipse.lsp4j");

    static {
        LIBRARY.setLevel(java.util.logging.Level.SEVERE);
    }

    private Connection() {}

    static <T> Launcher<T> of(Class<T> remote, Object local, InputStream in, OutputStream out) {
        return new Launcher.Builder<T>()
                .setRemoteInterface(remote)
                .setLocalService(local)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("json-rpc-", 0).factory()))
                .setExceptionHandler(Connection::response)
                .create();
    }

    private static ResponseError response(Throwable problem) {
        Throwable cause = cause(problem);
        if (WorkerError.of(cause) == WorkerError.UNEXPECTED) {
            LOG.error("A request failed", cause);
        }
        return WorkerError.response(cause);
    }

    static Throwable cause(Throwable problem) {
        boolean wrapper = problem instanceof CompletionException
                || problem instanceof ExecutionException
                || problem instanceof java.lang.reflect.InvocationTargetException;
        return wrapper && problem.getCause() != null ? cause(problem.getCause()) : problem;
    }
}
