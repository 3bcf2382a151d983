package glassformer.ui.field;

import glassformer.settings.Setting;
import glassformer.ui.common.Texts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;

/// What a person reads for a setting: a name in place of its key, help in plain words, names for choices, and errors in
/// these names. A setting that the bundles don't know yet shows with its key and the help that it brings.
public final class FieldTexts {
    private final Texts texts;
    private final List<Setting> longestKeyFirst = LabSettings.all().stream()
            .sorted(Comparator.comparingInt((Setting setting) -> -setting.key().length()))
            .toList();

    public FieldTexts(Texts texts) {
        this.texts = texts;
    }

    public String name(Setting setting) {
        return orElse("setting." + setting.key(), setting.key());
    }

    /// The setting with this key, of labs of any family and task.
    public Optional<Setting> setting(String key) {
        return longestKeyFirst.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    public String help(Setting setting) {
        return orElse("setting." + setting.key() + ".help", setting.help());
    }

    public String category(Category category) {
        return texts.get(category.textKey());
    }

    /// The readable name of one value of a choice.
    public String choice(Setting.Choice setting, String value) {
        return orElse("setting." + setting.key() + "." + value, value);
    }

    /// A value as it stands in a field.
    public String text(Object value) {
        return value instanceof Double real ? plain(real) : value.toString();
    }

    /// What is allowed, for a tooltip; empty where the control allows nothing else anyway.
    public String allowed(Setting setting) {
        return switch (setting) {
            case Setting.Whole w -> texts.get("setting.allowed.whole", plain(w.min()), plain(w.max()));
            case Setting.Real r -> texts.get("setting.allowed.real", plain(r.min()), plain(r.max()));
            case Setting.Text t -> texts.get("setting.allowed.text", plain(t.maxLength()));
            case Setting.Flag f -> "";
            case Setting.Choice c -> "";
        };
    }

    /// Why `typed` was refused, given the sentence that core refused it with.
    public String problem(Setting setting, String typed, String sentence) {
        if (sentence.endsWith("but must be " + setting.allowed() + ".")) {
            String shown = typed.isBlank() ? texts.get("setting.empty") : typed.strip();
            String cut = shown.length() > 30 ? shown.substring(0, 30) + "…" : shown;
            return texts.get("setting.problem", cut, allowed(setting));
        }
        return readable(sentence);
    }

    /// A sentence of core's with each key replaced by the name on screen.
    public String readable(String sentence) {
        String readable = sentence;
        for (Setting setting : longestKeyFirst) {
            if (setting.key().indexOf('.') >= 0) readable = readable.replace(setting.key(), name(setting));
        }
        return readable;
    }

    /// For sizes whose product overflows a 64-bit count.
    public String tooLarge() {
        return texts.get("setting.tooLarge");
    }

    private static String plain(double value) {
        if (value == 0) return "0";
        BigDecimal exact = new BigDecimal(value, MathContext.DECIMAL64)
                .round(new MathContext(12))
                .stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e12) return exact.toPlainString();
        return exact.unscaledValue().abs().bitLength() < 4
                ? exact.unscaledValue() + "e" + -exact.scale()
                : Double.toString(value).replace('E', 'e');
    }

    private String orElse(String key, String otherwise) {
        try {
            return texts.get(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }
}
