package glassformer.ui.field;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.lab.LabSession;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One setting of the open lab: its value now, and what is wrong with what was typed last.
///
/// What is refused never reaches the lab: [#valueProperty()] stays, and [#errorProperty()] says why until something
/// else is entered or the lab changes.
public final class LabField {
    private static final int MOST_TRIES = 600;

    private final LabSession session;
    private final Setting setting;
    private final FieldTexts texts;
    private final ReadOnlyObjectWrapper<Object> value;
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");

    public LabField(LabSession session, Setting setting, FieldTexts texts) {
        this.session = session;
        this.setting = setting;
        this.texts = texts;
        this.value = new ReadOnlyObjectWrapper<>(this, "value", LabSettings.value(session.lab(), setting.key()));
        session.labProperty().subscribe(this::follow);
    }

    public Setting setting() {
        return setting;
    }

    public String key() {
        return setting.key();
    }

    public String name() {
        return texts.name(setting);
    }

    public FieldTexts texts() {
        return texts;
    }

    /// A `Long`, `Double`, `Boolean` or `String`, as the setting's kind says.
    public ReadOnlyObjectProperty<Object> valueProperty() {
        return value.getReadOnlyProperty();
    }

    public Object value() {
        return value.get();
    }

    /// The value as it stands in a text field.
    public String text() {
        return texts.text(value.get());
    }

    /// One sentence, or empty.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /// Takes over what was typed, or says why not.
    ///
    /// @return whether it was taken over
    public boolean enter(String typed) {
        return change(typed, () -> session.edit(setting.key(), parsed(typed)));
    }

    /// Takes over a value, or says why not.
    public boolean set(Object chosen) {
        return change(chosen.toString(), () -> session.edit(setting.key(), chosen));
    }

    /// Goes to the next larger (`direction` 1) or smaller (−1) value that fits the other settings; stays where there is
    /// none.
    public void step(int direction) {
        switch (setting) {
            case Setting.Whole whole -> stepWhole(whole, direction);
            case Setting.Real real -> set(RealSteps.next(real, (Double) value.get(), direction));
            case Setting.Flag f -> {}
            case Setting.Choice c -> {}
            case Setting.Text t -> {}
        }
    }

    /// Drops what was refused.
    public void revert() {
        error.set("");
    }

    private void stepWhole(Setting.Whole whole, int direction) {
        long now = (Long) value.get();
        long candidate = now + direction * stride(now, direction);
        for (int tries = 0; tries < MOST_TRIES; tries++, candidate += direction) {
            long bounded = Math.clamp(candidate, whole.min(), whole.max());
            if (set(bounded) || bounded != candidate) break;
        }
        error.set("");
    }

    private static long stride(long value, int direction) {
        long size = direction < 0 ? value - 1 : value;
        long stride = 1;
        while (size >= stride * 100) stride *= 10;
        return stride;
    }

    private Object parsed(String typed) {
        String text = typed.strip();
        return switch (setting) {
            case Setting.Whole whole -> number(text.replaceAll("(?<=\\d)[,_ ](?=\\d)", ""));
            case Setting.Real real -> number(text);
            case Setting.Flag flag -> Boolean.valueOf(text);
            case Setting.Choice choice -> text;
            case Setting.Text plain -> typed;
        };
    }

    /// What is no number stays text, which the setting refuses with its own sentence.
    private static Object number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private boolean change(String typed, Runnable edit) {
        try {
            edit.run();
            error.set("");
            return true;
        } catch (BadInputException e) {
            error.set(texts.problem(setting, typed, Objects.requireNonNullElse(e.getMessage(), "")));
            return false;
        }
    }

    private void follow(Lab lab) {
        if (!LabSettings.has(lab, key())) return; // a lab of another family, where nobody sees this field
        value.set(LabSettings.value(lab, setting.key()));
        error.set("");
    }
}
