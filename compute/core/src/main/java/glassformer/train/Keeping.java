package glassformer.train;

import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which checkpoints stay once a newer one is safely on disk.
///
/// @param last  how many of the newest
/// @param best  whether the one with the least validation loss stays, too
/// @param every steps whose multiples stay for ever, 0 among them; 0 for none
public record Keeping(int last, boolean best, int every) {
    static final List<Setting> SETTINGS = List.of(
            new Setting.Whole("training.keep.last", "How many of the newest checkpoints are kept.", 3, 1, 1_000_000),
            new Setting.Flag(
                    "training.keep.best", "Whether the checkpoint with the least validation loss is kept, too.", true),
            new Setting.Whole(
                    "training.keep.every",
                    "Checkpoints of every so many steps are kept for ever; 0 keeps none for ever.",
                    0,
                    0,
                    100_000_000));

    static Keeping of(Values values) {
        return new Keeping(
                values.whole("training.keep.last"),
                values.flag("training.keep.best"),
                values.whole("training.keep.every"));
    }

    /// The steps whose checkpoints can go.
    ///
    /// @param steps      of all checkpoints, ascending
    /// @param validation losses by step
    /// @param result     one that has to stay, or null
    public List<Integer> superfluous(List<Integer> steps, Map<Integer, Double> validation, @Nullable Integer result) {
        Set<Integer> kept = new HashSet<>(steps.subList(Math.max(0, steps.size() - last), steps.size()));
        if (result != null) {
            kept.add(result);
        }
        if (best) {
            least(steps, validation).forEach(kept::add);
        }
        return steps.stream()
                .filter(step -> !kept.contains(step) && (every == 0 || step % every != 0))
                .toList();
    }

    private static Stream<Integer> least(List<Integer> steps, Map<Integer, Double> validation) {
        return steps.stream()
                .filter(validation::containsKey)
                .min((a, b) -> Double.compare(validation.getOrDefault(a, 0.0), validation.getOrDefault(b, 0.0)))
                .stream();
    }
}
