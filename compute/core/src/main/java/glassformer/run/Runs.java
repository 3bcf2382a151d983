package glassformer.run;

import glassformer.engine.Engines;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where runs are trained: on this machine, or on another whose run folder is mirrored here. Both methods block until
/// the run has ended and fail as [TrainingRun]'s do.
public interface Runs {
    /// @see TrainingRun#start
    RunSummary start(Lab lab, Path labFolder, Path run, RunListener listener, TrainingControl control);

    /// @see TrainingRun#resume
    RunSummary resume(
            Path run,
            @Nullable Integer step,
            Map<String, String> changed,
            RunListener listener,
            TrainingControl control);

    /// On this machine's devices.
    static Runs here(Engines engines) {
        return new Runs() {
            @Override
            public RunSummary start(Lab lab, Path labFolder, Path run, RunListener listener, TrainingControl control) {
                return TrainingRun.start(lab, labFolder, run, engines, listener, control);
            }

            @Override
            public RunSummary resume(
                    Path run,
                    @Nullable Integer step,
                    Map<String, String> changed,
                    RunListener listener,
                    TrainingControl control) {
                return TrainingRun.resume(run, step, changed, engines, listener, control);
            }
        };
    }
}
