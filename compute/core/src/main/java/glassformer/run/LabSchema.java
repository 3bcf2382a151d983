package glassformer.run;

import glassformer.blueprint.Family;
import glassformer.blueprint.Named;
import glassformer.blueprint.Regularization;
import glassformer.settings.Schema;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import glassformer.task.TaskKind;
import glassformer.text.Tokenizers;
import glassformer.train.TrainingConfig;
import glassformer.train.Transfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The keys of a lab, those of its model's family among them.
public final class LabSchema {
    private static final String MODEL = "model.";

    private LabSchema() {}

    public static Schema of(Family family, TaskKind task) {
        return new Schema(settings(family, task), inapplicable(family, task));
    }

    /// The values with another family's keys. What was chosen, rather than left at the old family's initial value,
    /// stays where the new family allows it.
    static Values ofFamily(Values values, Family family) {
        TaskKind task = Named.of(TaskKind.class, values.text(TaskKind.KEY));
        return moved(
                values,
                family,
                task.families().contains(family)
                        ? task
                        : Stream.of(TaskKind.values())
                                .filter(other -> other.families().contains(family))
                                .findFirst()
                                .orElseThrow());
    }

    /// The values with another task's keys.
    static Values ofTask(Values values, TaskKind task) {
        Family family = Named.of(Family.class, values.text(Family.KEY));
        return moved(
                values,
                task.families().contains(family) ? family : task.families().getFirst(),
                task);
    }

    private static Values moved(Values values, Family family, TaskKind task) {
        Schema schema = of(family, task);
        Values changed = Values.initial(schema).with(Family.KEY, family.id()).with(TaskKind.KEY, task.id());
        for (Setting setting : values.schema().settings()) {
            String key = setting.key();
            Object value = values.get(key);
            boolean chosen = !key.startsWith(MODEL) || !value.equals(setting.initial());
            if (chosen && !key.equals(Family.KEY) && !key.equals(TaskKind.KEY) && schema.has(key)) {
                changed = changed.with(key, value);
            }
        }
        return changed;
    }

    private static Map<String, String> inapplicable(Family family, TaskKind task) {
        List<String> own = family.settings().stream().map(Setting::key).toList();
        String sentence = "but a model of the family " + family.id() + " has no such key, only "
                + own.stream().map(key -> key.substring(MODEL.length())).collect(Collectors.joining(", ")) + ".";
        Map<String, String> others = new HashMap<>();
        for (Family other : Family.values()) {
            other.settings().stream()
                    .map(Setting::key)
                    .filter(key -> !own.contains(key))
                    .forEach(key -> others.put(key, sentence));
        }
        List<String> mine = task.settings().stream().map(Setting::key).toList();
        for (TaskKind other : TaskKind.values()) {
            other.settings().stream()
                    .map(Setting::key)
                    .filter(key -> !mine.contains(key))
                    .forEach(key -> others.put(
                            key,
                            "but the task " + task.id() + " has no such key"
                                    + (mine.isEmpty() ? "." : ", only " + String.join(", ", mine) + ".")));
        }
        return others;
    }

    private static List<Setting> settings(Family family, TaskKind task) {
        List<Setting> all = new ArrayList<>();
        all.add(new Setting.Choice(
                TaskKind.KEY, "What the model learns to do.", TaskKind.LANGUAGE_MODEL.id(), Named.ids(TaskKind.class)));
        all.addAll(family.settings());
        all.add(new Setting.Choice(
                "tokenizer.kind",
                "Whether a token is a character or a frequent piece of a word, of any bytes (bpe) or of BERT's kind (wordpiece).",
                "bpe",
                Tokenizers.KINDS));
        all.add(new Setting.Whole(
                "tokenizer.vocabSize", "How many different tokens there are at most.", 2048, 2, 1_000_000));
        all.add(new Setting.Text(
                "data.source", "The text or table to learn from: sample:NAME or file:PATH.", "", 4096));
        all.add(new Setting.Real(
                "data.validationFraction", "The share of the text that is kept aside to test on.", 0.1, 0.0001, 0.9));
        all.addAll(task.settings());
        all.addAll(TrainingConfig.SETTINGS);
        all.addAll(Regularization.SETTINGS);
        all.addAll(Transfer.SETTINGS);
        return all;
    }
}
