package glassformer.ui.replay;

import glassformer.replay.Losses;
import glassformer.replay.Replay;
import glassformer.replay.Stored;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// What is known of a run's evaluations at one moment, to be handed to the window.
///
/// @param steps      of the evaluations
/// @param stored     see [Replay#stored]
/// @param lossSteps  of the updates
/// @param losses     of the updates
/// @param validation by step
public record RunFacts(
        Path run,
        String name,
        List<Integer> steps,
        int stored,
        Set<Stored> missing,
        int[] lossSteps,
        double[] losses,
        NavigableMap<Integer, Double> validation) {
    static RunFacts of(Replay replay) {
        Losses losses = replay.losses();
        var steps = new int[losses.updates()];
        var training = new double[losses.updates()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = losses.step(i);
            training[i] = losses.training(i);
        }
        return new RunFacts(
                replay.run().root(),
                replay.name(),
                replay.steps(),
                replay.stored(),
                replay.missing(),
                steps,
                training,
                new TreeMap<>(losses.validation()));
    }

    /// Whether nothing came since.
    boolean isAs(RunFacts before) {
        return run.equals(before.run) && stored == before.stored && steps.equals(before.steps);
    }
}
