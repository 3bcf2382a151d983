package glassformer.settings;

import glassformer.BadInputException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All keys that a lab may have, in the order in which they are written.
public final class Schema {
    private final Map<String, Setting> byKey = new LinkedHashMap<>();
    private final Map<String, String> inapplicable;

    public Schema(List<Setting> settings) {
        this(settings, Map.of());
    }

    /// @param inapplicable keys that other schemas have, each with what an error says after the key's value:
    ///                     "but a bert model has no such key."
    public Schema(List<Setting> settings, Map<String, String> inapplicable) {
        this.inapplicable = Map.copyOf(inapplicable);
        for (Setting setting : settings) {
            if (byKey.put(setting.key(), setting) != null) {
                throw new IllegalArgumentException("setting " + setting.key() + " is defined twice");
            }
        }
    }

    public Collection<Setting> settings() {
        return byKey.values();
    }

    /// The setting with this dotted key, for a value that it shall get.
    ///
    /// @throws BadInputException where there is none
    Setting setting(String key, Object value) {
        String why = byKey.containsKey(key) ? null : inapplicable.get(key);
        if (why != null) {
            String shown = value.toString();
            throw new BadInputException(
                    key + " is " + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown) + ", " + why);
        }
        return setting(key);
    }

    /// Whether this schema or another that its errors know has the key.
    public boolean knows(String key) {
        return has(key) || inapplicable.containsKey(key);
    }

    /// The setting with this dotted key.
    ///
    /// @throws BadInputException where there is none; the message offers the nearest key
    public Setting setting(String key) {
        Setting setting = byKey.get(key);
        if (setting == null) {
            throw new BadInputException("Unknown key " + key + ": did you mean " + nearest(key) + "?");
        }
        return setting;
    }

    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    private String nearest(String key) {
        String best = byKey.keySet().iterator().next();
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : byKey.keySet()) {
            int distance = distance(key, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /// Levenshtein distance with two rows.
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
