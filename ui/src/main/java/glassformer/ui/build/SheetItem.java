package glassformer.ui.build;

import glassformer.settings.Setting;
import glassformer.ui.field.Category;
import glassformer.ui.field.LabField;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.controlsfx.control.PropertySheet;

/// A field as a row of the property sheet.
record SheetItem(LabField field) implements PropertySheet.Item {
    @Override
    public Class<?> getType() {
        return switch (field.setting()) {
            case Setting.Whole whole -> Long.class;
            case Setting.Real real -> Double.class;
            case Setting.Flag flag -> Boolean.class;
            case Setting.Choice choice -> String.class;
            case Setting.Text text -> String.class;
        };
    }

    @Override
    public String getCategory() {
        return field.texts().category(Category.of(field.key()));
    }

    @Override
    public String getName() {
        return field.name();
    }

    @Override
    public String getDescription() {
        String allowed = field.texts().allowed(field.setting());
        String help = field.texts().help(field.setting());
        return allowed.isEmpty() ? help : help + "\n" + allowed;
    }

    @Override
    public Object getValue() {
        return field.value();
    }

    @Override
    public void setValue(Object value) {
        // The editor hands what is typed to the field itself, which may refuse it.
    }

    @Override
    public Optional<ObservableValue<? extends Object>> getObservableValue() {
        return Optional.of(field.valueProperty());
    }
}
