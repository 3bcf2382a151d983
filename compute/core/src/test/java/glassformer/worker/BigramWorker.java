package glassformer.worker;

import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.run.Runs;
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
        Engines engines = BigramEngine.engines();
        new WorkerServer("test", engines, Runs.here(engines)).serveStandardStreams();
        System.exit(0);
    }
}
