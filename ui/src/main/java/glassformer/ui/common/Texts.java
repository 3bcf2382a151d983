package glassformer.ui.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// Every sentence the window shows, in one language, from `glassformer/ui/messages*.properties`.
///
/// A text with arguments is a [MessageFormat] pattern (`{0}`, `{0,number}`, and `''` for an apostrophe); a text
/// asked for without arguments is taken as it is written. A key that no bundle has is a programming error and throws
/// [MissingResourceException].
public final class Texts {
    private final Locale locale;
    private final ResourceBundle bundle;

    /// Texts in `locale`'s language, in English where there is no translation. Whoever reads Chinese, wherever, gets
    /// the one Chinese translation rather than English.
    public Texts(Locale locale) {
        this.locale = locale;
        // Without this, a missing translation would fall back to the machine's language, not to English.
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        Locale translated = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : locale;
        this.bundle = ResourceBundle.getBundle(
                "glassformer.ui.messages", translated, Texts.class.getClassLoader(), noFallback);
    }

    public Locale locale() {
        return locale;
    }

    /// The text of `key`, with `arguments` in its places.
    public String get(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    /// The text of a key that may have none, as it is written.
    public Optional<String> find(String key) {
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }

    /// Number formats in the same language.
    public Format format() {
        return new Format(locale);
    }
}
