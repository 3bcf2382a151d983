package glassformer.ui.compare;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.field.FieldTexts;
import java.util.Objects;

/// Checks what was typed for a setting that a race varies.
record VariedValue(Setting setting, FieldTexts texts) {
    /// @return why the lab cannot have this value, in a sentence; empty where it can
    String problem(Lab lab, String typed) {
        try {
            var unused = lab.withText(setting.key(), typed);
            return "";
        } catch (BadInputException e) {
            return texts.problem(setting, typed, Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }
}
