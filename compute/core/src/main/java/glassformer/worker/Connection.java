package glassformer.worker;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.eclipse.lsp4j.jsonrpc.Launcher;

/// JSON-RPC over a pair of streams, the same on both sides.
final class Connection {
    private Connection() {}

    static <T> Launcher<T> of(Class<T> remote, Object local, InputStream in, OutputStream out) {
        return new Launcher.Builder<T>()
                .setRemoteInterface(remote)
                .setLocalService(local)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("json-rpc-", 0).factory()))
                .setExceptionHandler(problem -> WorkerError.response(cause(problem)))
                .create();
    }

    static Throwable cause(Throwable problem) {
        boolean wrapper = problem instanceof CompletionException
                || problem instanceof ExecutionException
                || problem instanceof java.lang.reflect.InvocationTargetException;
        return wrapper && problem.getCause() != null ? cause(problem.getCause()) : problem;
    }
}
