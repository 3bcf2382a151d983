package glassformer.ui.train;

import glassformer.run.DiskUse;
import glassformer.run.Outlier;
import glassformer.run.Resumption;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run's folder holds to go on from, and what there is to know of it.
///
/// @param steps      with a checkpoint, ascending
/// @param result     the step whose checkpoint is the result; null before the run has finished
/// @param resumption how the run went on the last time, or null
/// @param ending     what there is to say of how it finished, or null
/// @param outliers   batches whose loss stood out
record Upkeep(
        List<Integer> steps,
        DiskUse use,
        @Nullable Integer result,
        @Nullable Resumption resumption,
        @Nullable String ending,
        List<Outlier> outliers) {
    /// Blocks on the disk.
    ///
    /// @throws glassformer.BadInputException where the folder is no run or is damaged
    static Upkeep read(Path run) {
        var folder = new RunFolder(run);
        RunStatus status = folder.status();
        List<Resumption> resumptions = status.resumptions();
        return new Upkeep(
                folder.checkpointSteps(),
                folder.diskUse(),
                status.result(),
                resumptions.isEmpty() ? null : resumptions.getLast(),
                status.state() == RunStatus.State.FINISHED ? status.message() : null,
                folder.outliers());
    }
}
