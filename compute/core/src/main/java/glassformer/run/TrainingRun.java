package glassformer.run;

import glassformer.engine.Engines;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.Map;

/// Trains a lab into a run folder. Both methods block until the run has ended.
public final class TrainingRun {
    private TrainingRun() {}

    /// @param labFolder what a relative `file:` source is relative to
    /// @param runFolder must not exist or be empty
    /// @throws glassformer.BadInputException                     for a lab that cannot be run
    /// @throws glassformer.engine.DeviceUnavailableException     where the device is not there
    /// @throws glassformer.train.TrainingFailedException         where the loss is no number any more
    public static RunSummary start(
            Lab lab, Path labFolder, Path runFolder, Engines engines, RunListener listener, TrainingControl control) {
        throw new UnsupportedOperationException();
    }

    /// Goes on from the newest checkpoint that is whole.
    ///
    /// @param changed settings to change on the way, by key, as typed
    public static RunSummary resume(
            Path runFolder,
            Map<String, String> changed,
            Engines engines,
            RunListener listener,
            TrainingControl control) {
        throw new UnsupportedOperationException();
    }
}
