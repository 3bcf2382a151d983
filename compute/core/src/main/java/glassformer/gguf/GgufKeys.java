package glassformer.gguf;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The metadata of a file, each value of the kind and size that is asked for.
///
/// @param where names the file in errors
record GgufKeys(Map<String, GgufValue> all, String where) {
    boolean has(String key) {
        return all.containsKey(key);
    }

    int whole(String key, int least, int most) {
        if (!has(key)) {
            throw wrong(key, "is missing", "a whole number from " + least + " to " + most);
        }
        return whole(key, least, most, least);
    }

    int whole(String key, int least, int most, int otherwise) {
        GgufValue value = all.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof GgufValue.Whole(ValueKind kind, long number) && number >= least && number <= most) {
            return (int) number;
        }
        throw wrong(key, "is " + told(value), "a whole number from " + least + " to " + most);
    }

    String text(String key, String otherwise) {
        return switch (all.get(key)) {
            case null -> otherwise;
            case GgufValue.Text(String text) -> text;
            case GgufValue other -> throw wrong(key, "is " + told(other), "text");
        };
    }

    boolean flag(String key, boolean otherwise) {
        return switch (all.get(key)) {
            case null -> otherwise;
            case GgufValue.Flag(boolean flag) -> flag;
            case GgufValue other -> throw wrong(key, "is " + told(other), "true or false");
        };
    }

    /// Where there is one, it must be this number, as float32 can tell.
    void requireReal(String key, double only) {
        GgufValue value = all.get(key);
        if (value == null) {
            return;
        }
        boolean right = value instanceof GgufValue.Real(ValueKind kind, double number)
                && Math.abs(number - only) <= 1e-6 * only;
        if (!right) {
            throw wrong(key, "is " + told(value), String.valueOf(only));
        }
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (GgufValue item : items(key)) {
            if (!(item instanceof GgufValue.Text(String text))) {
                throw wrong(key, "holds " + told(item), "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    List<Long> wholes(String key) {
        List<Long> numbers = new ArrayList<>();
        for (GgufValue item : items(key)) {
            if (!(item instanceof GgufValue.Whole(ValueKind kind, long number))) {
                throw wrong(key, "holds " + told(item), "a list of whole numbers");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private List<GgufValue> items(String key) {
        return switch (Optional.ofNullable(all.get(key)).orElse(new GgufValue.Items(ValueKind.STRING, List.of()))) {
            case GgufValue.Items(ValueKind kind, List<GgufValue> values) -> values;
            case GgufValue other -> throw wrong(key, "is " + told(other), "a list");
        };
    }

    BadInputException wrong(String key, String is, String right) {
        return new BadInputException(where + ": " + key + " " + is + ", but must be " + right + ".");
    }

    static String told(GgufValue value) {
        String text =
                switch (value) {
                    case GgufValue.Text(String plain) -> "\"" + plain + "\"";
                    case GgufValue.Whole(ValueKind kind, long number) -> String.valueOf(number);
                    case GgufValue.Real(ValueKind kind, double number) -> String.valueOf(number);
                    case GgufValue.Flag(boolean flag) -> String.valueOf(flag);
                    case GgufValue.Items items -> "a list";
                };
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
