package glassformer.ui.compare;

import glassformer.run.Lab;
import glassformer.run.LabDifferences;
import glassformer.run.RaceEntry;
import glassformer.run.RunComparison;
import glassformer.settings.Setting;
import glassformer.ui.field.FieldTexts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What runs are called in a legend: the settings in which they differ, in the names of the fields.
record RunLabels(FieldTexts fields) {
    List<String> of(RunComparison comparison) {
        return IntStream.range(0, comparison.runs().size())
                .mapToObj(index -> label(comparison, index))
                .toList();
    }

    private String label(RunComparison comparison, int index) {
        LabDifferences differences = comparison.differences();
        String name = comparison.runs().get(index).name();
        String differing = differences.keys().stream()
                .flatMap(key -> differences.value(index, key).map(value -> pair(differences, key, value)).stream())
                .collect(Collectors.joining(", "));
        return differing.isEmpty() ? name : differences.isAlone(index) ? differing : differing + " (" + name + ")";
    }

    /// What a race changes for a run, in the names of the fields.
    String of(RaceEntry entry) {
        return entry.changes().entrySet().stream()
                .map(change -> pair(change.getKey(), change.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String pair(String key, String typed) {
        return fields.setting(key).map(setting -> pair(setting, typed)).orElse(key + " " + typed);
    }

    private String pair(LabDifferences differences, String key, Object value) {
        return pair(setting(differences, key), value);
    }

    private String pair(Setting setting, Object value) {
        String text = value(setting, value);
        return setting instanceof Setting.Choice ? text : fields.name(setting) + " " + text;
    }

    /// A value as people read it.
    String value(Setting setting, Object value) {
        return setting instanceof Setting.Choice choice ? fields.choice(choice, value.toString()) : fields.text(value);
    }

    /// As the first lab that has it describes it.
    Setting setting(LabDifferences differences, String key) {
        for (Lab lab : differences.labs()) {
            if (lab.schema().has(key)) return lab.schema().setting(key);
        }
        throw new IllegalArgumentException("no lab has the key " + key);
    }
}
