package glassformer.ui.train;

import glassformer.run.Lab;
import glassformer.run.Metric;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.run.Sample;
import glassformer.task.TaskKind;
import glassformer.train.TrainingConfig;
import java.nio.file.Path;
import java.util.List;

/// What a run's folder holds for the Train page.
///
/// @param training   as its lab says
/// @param continues  whether its samples go on with the prompt; otherwise they answer it
/// @param checkpoint the newest step it can go on from; −1 where there is none
record RunContent(
        RunStatus status,
        TrainingConfig training,
        List<Metric> metrics,
        List<Sample> samples,
        boolean continues,
        int checkpoint) {
    static final int NO_CHECKPOINT = -1;

    /// Blocks on the disk.
    ///
    /// @throws glassformer.BadInputException where the folder is no run or is damaged
    static RunContent read(Path run) {
        var folder = new RunFolder(run);
        Lab lab = folder.lab();
        return new RunContent(
                folder.status(), lab.training(), folder.metrics(), folder.samples(), continues(lab), newest(folder));
    }

    static boolean continues(Lab lab) {
        return lab.values().text(TaskKind.KEY).equals(TaskKind.LANGUAGE_MODEL.id());
    }

    static int newestCheckpoint(Path run) {
        return newest(new RunFolder(run));
    }

    private static int newest(RunFolder folder) {
        List<Integer> steps = folder.checkpointSteps();
        return steps.isEmpty() ? NO_CHECKPOINT : steps.getLast();
    }
}
