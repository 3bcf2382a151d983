package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.task.TaskKind;
import java.util.List;
import java.util.stream.Stream;

/// Which of a lab's settings decide what.
final class DataKeys {
    static final String SOURCE = "data.source";
    static final String TEXT = "data.textColumn";
    static final String SECOND = "data.secondColumn";
    static final String LABEL = "data.labelColumn";
    static final String LABELS = "data.labelColumns";
    private static final String FILE = "file:";

    private DataKeys() {}

    /// The values on which it depends what is read, but not how it is divided.
    static List<Object> read(Lab lab) {
        return values(lab, List.of(TaskKind.KEY, SOURCE, TEXT, SECOND, LABEL, LABELS));
    }

    /// The values on which it depends which examples are on which side.
    static List<Object> divided(Lab lab) {
        return values(lab, List.of("data.validationFraction", "training.seed"));
    }

    /// The values of those keys that the lab has.
    static List<Object> values(Lab lab, List<String> keys) {
        return keys.stream()
                .filter(lab.schema()::has)
                .map(key -> lab.values().get(key))
                .toList();
    }

    /// The columns that a lab of several tasks learns.
    static List<String> labels(Lab lab) {
        return Stream.of(lab.values().text(LABELS).split(",", -1))
                .map(String::strip)
                .toList();
    }

    /// The path of a lab's table; empty where its data is no table in a file.
    static String table(Lab lab) {
        String source = lab.values().text(SOURCE).strip();
        return lab.task().readsCorpus() || !source.startsWith(FILE)
                ? ""
                : source.substring(FILE.length()).strip();
    }
}
