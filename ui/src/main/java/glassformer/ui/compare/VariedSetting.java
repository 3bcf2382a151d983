package glassformer.ui.compare;

import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.field.FieldTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A setting that a race varies: its values for a grid, as typed, and one value for each run of a list.
final class VariedSetting {
    private final Setting setting;
    private final FieldTexts texts;
    private final StringProperty grid = new SimpleStringProperty(this, "grid", "");
    private final List<StringProperty> list = new ArrayList<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    VariedSetting(Setting setting, FieldTexts texts) {
        this.setting = setting;
        this.texts = texts;
    }

    Setting setting() {
        return setting;
    }

    String name() {
        return texts.name(setting);
    }

    FieldTexts texts() {
        return texts;
    }

    /// The values of a grid, with commas between them.
    StringProperty gridProperty() {
        return grid;
    }

    /// The value in a run of a list.
    StringProperty valueProperty(int run) {
        while (list.size() <= run) list.add(new SimpleStringProperty(this, "value", ""));
        return list.get(run);
    }

    void removeRun(int run) {
        if (run < list.size()) list.remove(run);
    }

    /// What is wrong with a value, in a sentence; empty where nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What a setting can be, where these are few.
    static List<String> choices(Setting setting) {
        return switch (setting) {
            case Setting.Choice choice -> choice.values();
            case Setting.Flag flag -> List.of("true", "false");
            case Setting.Whole whole -> List.of();
            case Setting.Real real -> List.of();
            case Setting.Text text -> List.of();
        };
    }

    /// The values of the grid, in the order typed.
    List<String> gridValues() {
        return Arrays.stream(grid.get().split("[,，]", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /// Chooses one of few values for the grid, or no longer; they keep the setting's own order.
    void choose(String value, boolean is) {
        List<String> before = gridValues();
        grid.set(choices(setting).stream()
                .filter(other -> other.equals(value) ? is : before.contains(other))
                .collect(Collectors.joining(", ")));
    }

    /// Looks at all values.
    ///
    /// @param runs of the list; 0 for a grid
    /// @return whether all are allowed
    boolean check(Lab lab, int runs) {
        Stream<String> values =
                runs == 0 ? gridValues().stream() : list.stream().limit(runs).map(StringProperty::get);
        var checked = new VariedValue(setting, texts);
        problem.set(values.map(value -> checked.problem(lab, value))
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElse(""));
        return problem.get().isEmpty();
    }

    /// As [RaceEntry#grid] takes it.
    String gridText() {
        return setting.key() + "=" + String.join(",", gridValues());
    }
}
