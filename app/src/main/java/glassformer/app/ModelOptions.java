package glassformer.app;

import glassformer.represent.RunVectors;
import glassformer.run.TrainedModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which trained model a command uses, and where.
final class ModelOptions {
    @Parameters(paramLabel = "RUN", description = "The run's folder, or one of its checkpoints.")
    private Path run = Path.of("");

    @Option(names = "--step", paramLabel = "N", description = "Which checkpoint; without it, the run's result.")
    private @Nullable Integer step;

    @Option(names = "--device", paramLabel = "ID", description = "Where to compute: auto, cpu, cuda:0.")
    private String device = "auto";

    TrainedModel open(Session session) {
        return TrainedModel.open(folder(session), step, session.engines(), device);
    }

    RunVectors vectors(Session session) {
        return RunVectors.open(folder(session), step, session.engines(), device);
    }

    String device() {
        return device;
    }

    Path folder(Session session) {
        return session.current().resolve(run);
    }
}
