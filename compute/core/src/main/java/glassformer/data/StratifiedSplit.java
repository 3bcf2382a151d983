package glassformer.data;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Divides examples so that each class has the same share on the validation side, rounded, and at least one example on
/// each side where it has two different ones. Examples that ask the same question stay together, so that nothing leaks
/// from one side to the other. The same seed gives the same sides; both keep the order of the examples.
///
/// @param validationFraction more than 0 and less than 1
public record StratifiedSplit(double validationFraction, long seed) {
    public StratifiedSplit {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new BadInputException(
                    "data.validationFraction is " + validationFraction + ", but must be more than 0 and less than 1.");
        }
    }

    public SplitExamples split(List<? extends Example> examples) {
        Map<Object, List<Integer>> questions = new LinkedHashMap<>();
        for (int i = 0; i < examples.size(); i++) {
            questions
                    .computeIfAbsent(examples.get(i).question(), question -> new ArrayList<>())
                    .add(i);
        }
        Map<String, List<List<Integer>>> strata = new TreeMap<>();
        for (List<Integer> same : questions.values()) {
            strata.computeIfAbsent(stratum(examples.get(same.getFirst())), label -> new ArrayList<>())
                    .add(same);
        }
        boolean[] validation = new boolean[examples.size()];
        strata.values().forEach(groups -> choose(groups, validation));
        List<Example> kept = new ArrayList<>();
        List<Example> held = new ArrayList<>();
        for (int i = 0; i < validation.length; i++) {
            (validation[i] ? held : kept).add(examples.get(i));
        }
        return new SplitExamples(kept, held);
    }

    private void choose(List<List<Integer>> groups, boolean[] validation) {
        int total = groups.stream().mapToInt(List::size).sum();
        long wanted = Math.max(1, Math.round(total * validationFraction));
        List<List<Integer>> shuffled = new ArrayList<>(groups);
        shuffled.sort(Comparator.comparingLong(group -> SplitMix64.hash(seed, group.getFirst())));
        int taken = 0;
        // The last group always stays in training.
        for (List<Integer> group : shuffled.subList(0, groups.size() - 1)) {
            if (taken > 0 && taken + group.size() > wanted) {
                continue;
            }
            group.forEach(index -> validation[index] = true);
            taken += group.size();
        }
    }

    private static String stratum(Example example) {
        return example instanceof Example.Classified(var input, String label) ? label : "";
    }
}
