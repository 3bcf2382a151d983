package glassformer.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Several runs side by side: in what their labs differ, and which one came out best, as far as that can be said.
public record RunComparison(List<ComparedRun> runs, LabDifferences differences) {
    /// Why losses of different runs say nothing about which is better.
    public enum Obstacle {
        /// They learn different things.
        TASK("The runs learn different tasks, so their losses can't be compared.", "task"),
        /// A loss is measured on a text: on another one it is another quantity.
        DATA(
                "The runs learn from different data, so their losses can't be compared.",
                "data.source",
                "data.textColumn",
                "data.secondColumn",
                "data.labelColumn",
                "data.labelColumns",
                "data.validationFraction"),
        /// A loss is a mean over tokens: other tokens, other losses.
        TOKENIZER(
                "The runs cut text into different tokens, so their losses, which are means over tokens, can't be"
                        + " compared.",
                "tokenizer.kind",
                "tokenizer.vocabSize"),
        /// Other things are hidden or added up.
        LOSS(
                "The runs measure different things as their loss, so their losses can't be compared.",
                "data.maskRate",
                "data.wholeWords",
                "data.nextSentence",
                "data.taskWeights");

        private final String sentence;
        private final List<String> keys;

        Obstacle(String sentence, String... keys) {
            this.sentence = sentence;
            this.keys = List.of(keys);
        }

        boolean isIn(LabDifferences differences) {
            return keys.stream().anyMatch(differences.keys()::contains);
        }

        public String sentence() {
            return sentence;
        }
    }

    public RunComparison {
        runs = List.copyOf(runs);
    }

    public static RunComparison of(List<ComparedRun> runs) {
        return new RunComparison(
                runs, LabDifferences.of(runs.stream().map(ComparedRun::lab).toList()));
    }

    /// Empty where the losses can be compared.
    public List<Obstacle> obstacles() {
        List<Obstacle> found = new ArrayList<>();
        for (Obstacle obstacle : Obstacle.values()) {
            boolean otherText = obstacle == Obstacle.DATA && distinct(ComparedRun::content) > 1;
            if (otherText || obstacle.isIn(differences)) {
                found.add(obstacle);
            }
        }
        return found;
    }

    /// Whether speeds and times were not all measured on the same device with as many threads.
    public boolean timingsDiffer() {
        return distinct(ComparedRun::machine) > 1;
    }

    private long distinct(java.util.function.Function<ComparedRun, @org.jspecify.annotations.Nullable String> part) {
        return runs.stream().map(part).filter(Objects::nonNull).distinct().count();
    }

    /// Of at least two runs that can be compared, the finished one with the least validation loss at its end.
    public Optional<ComparedRun> winner() {
        if (runs.size() < 2 || !obstacles().isEmpty()) {
            return Optional.empty();
        }
        return runs.stream()
                .filter(run -> run.finished() && Double.isFinite(run.figures().validationLoss()))
                .min(Comparator.comparingDouble(run -> run.figures().validationLoss()));
    }

    /// What a run is called among these: what tells it from the others, its folder where that does not do.
    public String label(int index) {
        String differing = differences.label(index);
        String name = runs.get(index).name();
        return differing.isEmpty() ? name : differences.isAlone(index) ? differing : differing + " (" + name + ")";
    }
}
