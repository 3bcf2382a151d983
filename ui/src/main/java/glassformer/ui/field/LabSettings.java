package glassformer.ui.field;

import glassformer.run.Lab;
import glassformer.settings.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Everything in a lab that a person can set: the schema's keys, and the lab's own texts described the same way.
public final class LabSettings {
    private static final List<Setting> OWN = List.of(
            new Setting.Text(
                    "probes.attention", "The sentence whose attention is kept at each evaluation.", "", 10_000),
            new Setting.Text("probes.prompt", "The text that is continued at each evaluation.", "", 10_000),
            new Setting.Whole("probes.tokens", "By how many tokens the prompt is continued.", 0, 0, 10_000),
            new Setting.Text("name", "What the lab is called.", "Untitled", 200),
            new Setting.Text("description", "What the lab is for.", "", 10_000));

    private LabSettings() {}

    /// All settings, grouped in the order of [Category].
    public static List<Setting> all() {
        return Stream.concat(Lab.SCHEMA.settings().stream(), OWN.stream())
                .sorted(Comparator.comparing(setting -> Category.of(setting.key())))
                .toList();
    }

    /// @throws glassformer.BadInputException for a key that no lab has
    public static Setting setting(String key) {
        return OWN.stream().filter(own -> own.key().equals(key)).findFirst().orElseGet(() -> Lab.SCHEMA.setting(key));
    }

    /// The lab's value of a key: a `Long`, `Double`, `Boolean` or `String`.
    public static Object value(Lab lab, String key) {
        return switch (key) {
            case "name" -> lab.name();
            case "description" -> lab.description();
            case "probes.attention" -> lab.probes().attention();
            case "probes.prompt" -> lab.probes().prompt();
            case "probes.tokens" -> (long) lab.probes().tokens();
            default -> lab.values().get(key);
        };
    }
}
