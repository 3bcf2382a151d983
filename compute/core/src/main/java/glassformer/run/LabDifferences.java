package glassformer.run;

import glassformer.settings.Numbers;
import glassformer.train.TrainingConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// In which settings some labs differ. A setting that has no say in a lab, such as the momentum of an optimizer that
/// has none, counts as one that the lab does not have; what only one of them has follows from something else that
/// differs. Name, description and probes do not count: what is learned does not depend on them.
///
/// @param keys of those settings, in the order in which a lab is written
public record LabDifferences(List<Lab> labs, List<String> keys) {
    public LabDifferences {
        labs = List.copyOf(labs);
        keys = List.copyOf(keys);
    }

    public static LabDifferences of(List<Lab> labs) {
        Set<String> all = new LinkedHashSet<>();
        labs.forEach(lab -> lab.schema().settings().forEach(setting -> all.add(setting.key())));
        return new LabDifferences(
                labs,
                all.stream()
                        .filter(key -> labs.stream()
                                        .map(lab -> value(lab, key))
                                        .flatMap(Optional::stream)
                                        .distinct()
                                        .count()
                                > 1)
                        .toList());
    }

    /// What a lab has for a key: a `Long`, `Double`, `Boolean` or `String`; empty where the key has no say in it.
    ///
    /// @param index of the lab
    public Optional<Object> value(int index, String key) {
        return value(labs.get(index), key);
    }

    private static Optional<Object> value(Lab lab, String key) {
        return lab.schema().has(key) && TrainingConfig.uses(lab.values(), key)
                ? Optional.of(lab.values().get(key))
                : Optional.empty();
    }

    /// What tells a lab from the others, with the last part of each key: `kind=sgd, learningRate=0.01`. Empty where
    /// nothing does.
    public String label(int index) {
        return keys.stream()
                .flatMap(key ->
                        value(index, key)
                                .map(value -> key.substring(key.lastIndexOf('.') + 1) + "=" + text(value))
                                .stream())
                .collect(Collectors.joining(", "));
    }

    /// Without trailing zeros, and with an exponent for small sizes only.
    private static String text(Object value) {
        return value instanceof Double number ? Numbers.plain(number) : value.toString();
    }

    /// Whether no other lab has the same settings.
    public boolean isAlone(int index) {
        return IntStream.range(0, labs.size())
                .noneMatch(other -> other != index
                        && keys.stream().allMatch(key -> Objects.equals(value(other, key), value(index, key))));
    }
}
