package glassformer.ui.common;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What a choice that cannot be typed into shows for its values; empty for none.
public final class Words<T> extends StringConverter<@Nullable T> {
    private final Function<T, String> words;

    public Words(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    /// Nobody types: nothing is chosen by text.
    @Override
    public @Nullable T fromString(String text) {
        return null;
    }
}
