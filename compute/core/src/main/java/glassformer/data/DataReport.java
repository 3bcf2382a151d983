package glassformer.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands out in examples and their split, before anything is trained.
///
/// @param duplicates in training: the same question asked again
/// @param validationDuplicates the same, in validation
/// @param leaks questions of validation (`second`) that training (`first`) holds as well, so that a good score may be
/// memory
/// @param contradictions questions asked again in training, with another answer
public record DataReport(
        int training,
        int validation,
        ClassCounts trainingClasses,
        ClassCounts validationClasses,
        LengthHistogram lengths,
        List<Same> duplicates,
        List<Same> validationDuplicates,
        List<Same> leaks,
        List<Same> contradictions) {
    private static final int BINS = 20;

    public DataReport {
        duplicates = List.copyOf(duplicates);
        validationDuplicates = List.copyOf(validationDuplicates);
        leaks = List.copyOf(leaks);
        contradictions = List.copyOf(contradictions);
    }

    /// Two examples with the same question, each by its place in its list, from 0.
    public record Same(int first, int second) {}

    /// @param split with one example in training or more
    public static DataReport of(SplitExamples split) {
        List<Example> training = split.training();
        List<Example> validation = split.validation();
        Map<Object, Integer> seen = new HashMap<>();
        List<Same> duplicates = repeats(training, seen);
        List<Same> leaks = new ArrayList<>();
        for (int i = 0; i < validation.size(); i++) {
            Integer first = seen.get(validation.get(i).question());
            if (first != null) {
                leaks.add(new Same(first, i));
            }
        }
        List<Same> contradictions = duplicates.stream()
                .filter(same -> !training.get(same.first()).equals(training.get(same.second())))
                .toList();
        return new DataReport(
                training.size(),
                validation.size(),
                ClassCounts.of(training),
                ClassCounts.of(validation),
                LengthHistogram.ofExamples(training, BINS),
                duplicates,
                repeats(validation, new HashMap<>()),
                leaks,
                contradictions);
    }

    /// @param seen takes each question's first place
    private static List<Same> repeats(List<Example> examples, Map<Object, Integer> seen) {
        List<Same> repeats = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Integer first = seen.putIfAbsent(examples.get(i).question(), i);
            if (first != null) {
                repeats.add(new Same(first, i));
            }
        }
        return repeats;
    }

    /// A sentence for each thing to look at, the gravest first; none where nothing stands out.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!leaks.isEmpty()) {
            warnings.add(leaks.size() + " of " + validation + " validation examples are in training too, first number "
                    + (leaks.getFirst().second() + 1) + ": the score will be too good.");
        }
        if (!contradictions.isEmpty()) {
            Same first = contradictions.getFirst();
            warnings.add(contradictions.size() + " training examples repeat an earlier one with another answer, first"
                    + " number " + (first.second() + 1) + " that of number " + (first.first() + 1) + ".");
        }
        if (!duplicates.isEmpty()) {
            warnings.add(duplicates.size() + " of " + training + " training examples repeat an earlier one.");
        }
        if (!validationDuplicates.isEmpty()) {
            warnings.add(validationDuplicates.size() + " of " + validation
                    + " validation examples repeat an earlier one and count twice.");
        }
        for (String label : validationClasses.labels()) {
            if (!trainingClasses.counts().containsKey(label)) {
                warnings.add(
                        "The class \"" + label + "\" is in validation, but not in training, so it cannot be learnt.");
            }
        }
        return warnings;
    }
}
