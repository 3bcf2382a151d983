package glassformer.ui.worker;

import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.run.Runs;
import glassformer.worker.WorkerServer;
import java.nio.file.Path;
import java.util.List;

/// A real worker process with an engine that trains in milliseconds.
public final class BigramWorker {
    private BigramWorker() {}

    public static void main(String[] args) throws InterruptedException {
        Engines engines = BigramEngine.engines();
        new WorkerServer("test", engines, Runs.here(engines)).serveStandardStreams();
        System.exit(0);
    }

    /// How to start it.
    public static List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java, "-Xshare:auto", "-cp", System.getProperty("java.class.path"), BigramWorker.class.getName());
    }
}
