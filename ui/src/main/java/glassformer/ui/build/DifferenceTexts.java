package glassformer.ui.build;

import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.MissingResourceException;

/// What a person reads for a [Difference].
final class DifferenceTexts {
    private static final List<String> PLAIN = List.of("sides", "projection");

    private final Texts texts;
    private final Format format;

    DifferenceTexts(Texts texts) {
        this.texts = texts;
        this.format = texts.format();
    }

    String name(Difference difference) {
        String key = difference.key();
        if (key.startsWith(Traits.HEAD)) {
            return first("build.head.{}".replace("{}", key.substring(Traits.HEAD.length())), "compare.head.name");
        }
        return first("compare." + key + ".name", "setting." + key, key);
    }

    String left(Difference difference) {
        return value(difference.key(), difference.left());
    }

    String right(Difference difference) {
        return value(difference.key(), difference.right());
    }

    /// Why the right one is as it is.
    String sentence(Difference difference) {
        String key = "compare." + difference.key();
        return first(key + "." + difference.right(), key, "compare.head");
    }

    private String value(String key, String value) {
        if (PLAIN.contains(key)) return texts.get("compare." + key + "." + value + ".name");
        if (value.equals("true") || value.equals("false")) return texts.get("compare.value." + value);
        if (value.matches("[0-9]+")) return format.whole(Long.parseLong(value));
        if (value.matches("[0-9.]+")) return format.number(Double.parseDouble(value));
        return first("setting." + key + "." + value, value);
    }

    /// The text of the first key that there is one for; the last key itself where there is none.
    private String first(String... keys) {
        for (String key : keys) {
            try {
                return texts.get(key);
            } catch (MissingResourceException e) {
                // The next key may have one.
            }
        }
        return Arrays.asList(keys).getLast();
    }
}
