package glassformer.run;

import glassformer.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What going on with a run would do, found out without touching it.
///
/// @param checkpoint   where it goes on from, whole
/// @param passedOver   newer checkpoints that are damaged
/// @param changes      settings that change
/// @param later        steps of the checkpoints after it, which go
/// @param laterSteps   how many steps of metrics after it go
public record ResumePlan(
        Lab lab,
        Checkpoint checkpoint,
        List<PassedOver> passedOver,
        List<Change> changes,
        List<Integer> later,
        int laterSteps) {
    /// Beginnings of the keys that weights or the optimizer's memory depend on.
    private static final List<String> FIXED = List.of(
            "task",
            "model.",
            "tokenizer.",
            "data.",
            "training.seed",
            "training.from",
            "training.frozenLayers",
            "training.onlyHeads",
            "training.unfreezeEvery",
            "training.lora.");

    /// @param why one sentence
    public record PassedOver(int step, String why) {}

    public record Change(String key, String before, String after) {}

    /// Blocks on the disk: reads a checkpoint to its last byte.
    ///
    /// @param step    from which checkpoint or, where that is damaged, the newest whole one before it; the newest
    ///                where null
    /// @param changed settings, by key, as typed
    /// @throws BadInputException where there is no such checkpoint or a setting cannot change
    public static ResumePlan of(Path run, @Nullable Integer step, Map<String, String> changed) {
        RunFolder folder = new RunFolder(run);
        Lab before = folder.lab();
        Lab after = changed(before, changed);
        after.validate();
        if (step != null) {
            folder.checkpoint(step); // fails where there is none
        }
        WholeCheckpoint found = WholeCheckpoint.newest(folder, step == null ? Integer.MAX_VALUE : step);
        Checkpoint checkpoint = found.checkpoint()
                .orElseThrow(() -> new BadInputException(run + " has no checkpoint that is whole"
                        + (step == null ? "" : " up to step " + step) + ", so it cannot go on; train it anew."));
        int from = checkpoint.step();
        return new ResumePlan(
                after,
                checkpoint,
                found.passedOver(),
                changes(before, after),
                folder.checkpointSteps().stream().filter(other -> other > from).toList(),
                (int) folder.metrics().stream()
                        .filter(metric -> metric.step() > from && metric.split().equals(Metric.TRAIN))
                        .count());
    }

    /// What a person has to know, in the order in which it matters.
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (PassedOver over : passedOver) {
            sentences.add("The checkpoint of step " + over.step() + " is passed over: " + over.why());
        }
        if (!later.isEmpty() || laterSteps > 0) {
            List<String> gone = new ArrayList<>();
            if (!later.isEmpty()) {
                gone.add(
                        later.size() == 1
                                ? "the checkpoint of step " + later.getFirst()
                                : "the checkpoints of steps "
                                        + String.join(
                                                ", ",
                                                later.stream()
                                                        .map(String::valueOf)
                                                        .toList()));
            }
            if (laterSteps > 0) {
                gone.add("what was recorded of " + laterSteps + (laterSteps == 1 ? " step" : " steps"));
            }
            sentences.add("Training goes on from step " + checkpoint.step() + "; removed is what came after it: "
                    + String.join(" and ", gone) + ".");
        }
        for (Change change : changes) {
            sentences.add(change.key() + ": " + change.before() + " -> " + change.after());
        }
        return sentences;
    }

    private static Lab changed(Lab lab, Map<String, String> changed) {
        Lab result = lab;
        for (Map.Entry<String, String> change : changed.entrySet()) {
            Lab next = result.withText(change.getKey(), change.getValue());
            String key = change.getKey();
            boolean fixed = FIXED.stream().anyMatch(key::startsWith);
            if (fixed && !next.equals(result)) {
                throw new BadInputException(key + " cannot change when a run goes on, since its weights belong to the"
                        + " present value; start a new run for that.");
            }
            result = next;
        }
        return result;
    }

    private static List<Change> changes(Lab before, Lab after) {
        List<Change> changes = new ArrayList<>();
        Map<String, String> old = LabTexts.of(before);
        Map<String, String> fresh = LabTexts.of(after);
        for (String key : new TreeSet<>(old.keySet())) {
            String was = old.getOrDefault(key, "");
            String is = fresh.getOrDefault(key, "");
            if (!was.equals(is)) {
                changes.add(new Change(key, was, is));
            }
        }
        return changes;
    }
}
