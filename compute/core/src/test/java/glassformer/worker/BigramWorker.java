package glassformer.worker;

import glassformer.engine.BigramEngine;
import java.nio.file.Path;
import java.util.List;

/// A real worker process with an engine for tests.
final class BigramWorker {
    private BigramWorker() {}

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BigramWorker.class.getName());
    }

    public static void main(String[] arguments) throws InterruptedException {
        WorkerServer.serveStandardStreams("test", BigramEngine.engines());
        System.exit(0);
    }
}
