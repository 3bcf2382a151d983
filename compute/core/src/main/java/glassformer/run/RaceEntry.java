package glassformer.run;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What one run of a race changes in the lab that they all start from.
///
/// @param changes values as typed, by key
public record RaceEntry(Map<String, String> changes) {
    public RaceEntry {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /// Every combination of some settings' values.
    ///
    /// @param settings each as `KEY=VALUE,VALUE,...`
    public static List<RaceEntry> grid(List<String> settings) {
        List<Map<String, String>> all = List.of(Map.of());
        for (String setting : settings) {
            String key = key(setting);
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> before : all) {
                if (before.containsKey(key)) {
                    throw new BadInputException(
                            "The setting " + key + " is varied twice; give all its values at once.");
                }
                for (String value : value(setting).split(",", -1)) {
                    Map<String, String> more = new LinkedHashMap<>(before);
                    more.put(key, value.strip());
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all.stream().map(RaceEntry::new).toList();
    }

    /// One entry out of `KEY=VALUE,KEY=VALUE,...`.
    public static RaceEntry of(String text) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            if (changes.put(key(part), value(part).strip()) != null) {
                throw new BadInputException("The entry " + text + " sets " + key(part) + " twice.");
            }
        }
        return new RaceEntry(changes);
    }

    private static String key(String text) {
        int end = text.indexOf('=');
        if (end <= 0) {
            throw new BadInputException("\"" + text + "\" is no setting with values: KEY=VALUE is needed, such as"
                    + " training.optimizer.kind=adamw.");
        }
        return text.substring(0, end).strip();
    }

    private static String value(String text) {
        return text.substring(text.indexOf('=') + 1);
    }

    /// The changes with the last part of each key: `kind=sgd, learningRate=0.01`.
    public String name() {
        return changes.entrySet().stream()
                .map(change ->
                        change.getKey().substring(change.getKey().lastIndexOf('.') + 1) + "=" + change.getValue())
                .collect(Collectors.joining(", "));
    }

    /// @throws BadInputException naming the entry where the lab cannot be run so
    public Lab applyTo(Lab lab) {
        try {
            Lab changed = lab;
            for (Map.Entry<String, String> change : changes.entrySet()) {
                changed = changed.withText(change.getKey(), change.getValue());
            }
            changed.validate();
            return changed;
        } catch (BadInputException e) {
            throw new BadInputException("The entry " + name() + " cannot run: " + e.getMessage(), e);
        }
    }
}
