package glassformer.ui.field;

import glassformer.blueprint.Family;
import glassformer.run.Lab;
import glassformer.run.LabSchema;
import glassformer.settings.Setting;
import glassformer.task.TaskKind;
import glassformer.train.TrainingConfig;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// The settings that have a say in a lab, which depend on its model's family and its optimizer, grouped in the
    /// order of [Category].
    public static List<Setting> of(Lab lab) {
        return Stream.concat(
                        lab.schema().settings().stream()
                                .filter(setting -> TrainingConfig.uses(lab.values(), setting.key())),
                        OWN.stream())
                .sorted(Comparator.comparing(setting -> Category.of(setting.key())))
                .toList();
    }

    /// The settings that labs of any family and task have, each key once, grouped in the order of [Category].
    public static List<Setting> all() {
        Map<String, Setting> byKey = new LinkedHashMap<>();
        for (TaskKind task : TaskKind.values()) {
            for (Family family : task.families()) {
                LabSchema.of(family, task).settings().forEach(setting -> byKey.putIfAbsent(setting.key(), setting));
            }
        }
        return Stream.concat(byKey.values().stream(), OWN.stream())
                .sorted(Comparator.comparing(setting -> Category.of(setting.key())))
                .toList();
    }

    /// @throws glassformer.BadInputException for a key that the lab does not have
    public static Setting setting(Lab lab, String key) {
        return OWN.stream().filter(own -> own.key().equals(key)).findFirst().orElseGet(() -> lab.schema()
                .setting(key));
    }

    /// Whether the lab has the key: those of other families' models it has not.
    public static boolean has(Lab lab, String key) {
        return lab.schema().has(key) || OWN.stream().anyMatch(own -> own.key().equals(key));
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
