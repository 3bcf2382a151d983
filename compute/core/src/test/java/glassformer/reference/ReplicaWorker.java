package glassformer.reference;

import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.engine.ReplicaStarter;
import glassformer.run.Runs;
import glassformer.worker.WorkerServer;
import java.nio.file.Path;
import java.util.List;

/// A real worker process with the reference engine.
public final class ReplicaWorker {
    private ReplicaWorker() {}

    public static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReplicaWorker.class.getName());
    }

    public static Engines engines(ReplicaStarter starter) {
        return new Engines(
                List.of(new EngineProvider() {
                    @Override
                    public String id() {
                        return "reference";
                    }

                    @Override
                    public Engine open() {
                        return new ReferenceEngine();
                    }
                }),
                starter);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Engines engines = engines(ReplicaStarter.NONE);
        new WorkerServer("test", engines, Runs.here(engines)).serveStandardStreams();
        System.exit(0);
    }
}
