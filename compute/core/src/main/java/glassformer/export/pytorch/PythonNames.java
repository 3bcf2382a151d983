package glassformer.export.pytorch;

import glassformer.blueprint.Layer;
import glassformer.blueprint.Weight;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which parameter of the generated module is which tensor of the checkpoint.
final class PythonNames {
    private final Map<String, String> stored = new LinkedHashMap<>();
    private final Set<String> transposed = new LinkedHashSet<>();
    private final Set<String> known = new LinkedHashSet<>();

    /// A tensor that stands in two places counts in the first.
    void put(String python, @Nullable Weight weight) {
        if (weight != null && known.add(weight.name())) {
            stored.put(python, weight.name());
        }
    }

    void linear(String python, Layer.Linear linear) {
        put(python + ".weight", linear.weight());
        put(python + ".bias", linear.bias());
        if (linear.layout() == Layer.Layout.IN_OUT) {
            transposed.add(python.substring(python.lastIndexOf('.') + 1) + ".weight");
        }
    }

    void norm(String python, Layer.Norm norm) {
        put(python + ".weight", norm.scale());
        put(python + ".bias", norm.shift());
    }

    /// The parameter that a known tensor is.
    String of(Weight weight) {
        return stored.entrySet().stream()
                .filter(entry -> entry.getValue().equals(weight.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    boolean knows(Weight weight) {
        return known.contains(weight.name());
    }

    /// Lines of a Python dictionary, one for all blocks where they differ in their number only.
    List<String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        stored.forEach((python, name) -> {
            String key = pattern(python, python);
            String value = key.equals(python) ? name : pattern(name, python);
            String before = lines.putIfAbsent(key, value);
            if (before != null && !before.equals(value)) {
                throw new IllegalArgumentException(name + " is not named as in the other blocks");
            }
        });
        return lines.entrySet().stream()
                .map(line -> "\"" + line.getKey() + "\": \"" + line.getValue() + "\",")
                .toList();
    }

    /// The number of a block as `{i}`.
    private static String pattern(String name, String python) {
        java.util.regex.Matcher block =
                java.util.regex.Pattern.compile("\\.blocks\\.(\\d+)\\.").matcher(python);
        if (!block.find()) {
            return name;
        }
        return name.replaceFirst("\\." + block.group(1) + "\\.", ".{i}.");
    }

    /// The last parts of the parameters that the checkpoint stores the other way round.
    Set<String> transposed() {
        return transposed;
    }
}
