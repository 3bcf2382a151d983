package glassformer.settings;

import glassformer.BadInputException;
import java.util.LinkedHashMap;
import java.util.Map;

/// A value for every key of a [Schema], each checked against its [Setting]. Immutable: an edit is a new
/// object, which makes undo a list of these.
public final class Values {
    private final Schema schema;
    private final Map<String, Object> values;

    private Values(Schema schema, Map<String, Object> values) {
        this.schema = schema;
        this.values = values;
    }

    public static Values initial(Schema schema) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting setting : schema.settings()) {
            values.put(setting.key(), setting.initial());
        }
        return new Values(schema, values);
    }

    public Schema schema() {
        return schema;
    }

    /// These values with one changed.
    ///
    /// @throws BadInputException for an unknown key or a value that is not allowed
    public Values with(String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(key, check(schema.setting(key, value), value));
        return new Values(schema, changed);
    }

    /// As [#with], from text as it is typed on the command line or into a field.
    public Values withText(String key, String text) {
        Setting setting = schema.setting(key, text);
        Object value =
                switch (setting) {
                    case Setting.Whole whole -> parseWhole(whole, text.strip());
                    case Setting.Real real -> parseReal(real, text.strip());
                    case Setting.Flag flag -> parseFlag(flag, text.strip());
                    case Setting.Choice choice -> text.strip();
                    case Setting.Text plain -> text;
                };
        return with(key, value);
    }

    public int whole(String key) {
        return Math.toIntExact((Long) get(key));
    }

    public long longWhole(String key) {
        return (Long) get(key);
    }

    public double real(String key) {
        return (Double) get(key);
    }

    public boolean flag(String key) {
        return (Boolean) get(key);
    }

    public String text(String key) {
        return (String) get(key);
    }

    public Object get(String key) {
        schema.setting(key);
        return java.util.Objects.requireNonNull(values.get(key));
    }

    private static Object check(Setting setting, Object value) {
        return switch (setting) {
            case Setting.Whole whole -> {
                if (value instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue())) {
                    long number = n.longValue();
                    if (number >= whole.min() && number <= whole.max()) {
                        yield number;
                    }
                }
                throw wrong(setting, value);
            }
            case Setting.Real real -> {
                if (value instanceof Number n && n.doubleValue() >= real.min() && n.doubleValue() <= real.max()) {
                    yield n.doubleValue();
                }
                throw wrong(setting, value);
            }
            case Setting.Flag flag -> {
                if (value instanceof Boolean) {
                    yield value;
                }
                throw wrong(setting, value);
            }
            case Setting.Choice choice -> {
                if (value instanceof String text && choice.values().contains(text)) {
                    yield value;
                }
                throw wrong(setting, value);
            }
            case Setting.Text plain -> {
                if (value instanceof String text && text.length() <= plain.maxLength()) {
                    yield value;
                }
                throw wrong(setting, value);
            }
        };
    }

    private static long parseWhole(Setting setting, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong(setting, text);
        }
    }

    private static double parseReal(Setting setting, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(setting, text);
        }
    }

    private static boolean parseFlag(Setting setting, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(setting, text);
        };
    }

    private static BadInputException wrong(Setting setting, Object value) {
        String shown = value.toString();
        String cut = shown.length() > 60 ? shown.substring(0, 60) + "..." : shown;
        return new BadInputException(setting.key() + " is " + cut + ", but must be " + setting.allowed() + ".");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
