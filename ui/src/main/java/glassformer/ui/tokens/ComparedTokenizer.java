package glassformer.ui.tokens;

import glassformer.text.Tokenizer;
import glassformer.ui.common.Background;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One tokenizer of several that cut the same text.
final class ComparedTokenizer {
    /// Gives the tokenizer for a text, away from the window's thread.
    interface Source {
        Tokenizer forText(String text, int vocabSize) throws Exception;
    }

    private final String name;
    private final boolean added;
    private final Source source;
    private final Background.Slot slot;
    private final ReadOnlyObjectWrapper<@Nullable CutText> cut = new ReadOnlyObjectWrapper<>(this, "cut");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /// @param added by the person, who can take it away again
    ComparedTokenizer(String name, boolean added, Source source, Background background) {
        this.name = name;
        this.added = added;
        this.source = source;
        this.slot = background.slot();
    }

    String name() {
        return name;
    }

    boolean added() {
        return added;
    }

    ReadOnlyObjectProperty<@Nullable CutText> cutProperty() {
        return cut.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return slot.busyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void cut(String text, int vocabSize) {
        slot.run(
                () -> {
                    Tokenizer tokenizer = source.forText(text, vocabSize);
                    return CutText.of(tokenizer, tokenizer.vocabSize(), text);
                },
                found -> {
                    problem.set("");
                    cut.set(found);
                },
                failure -> {
                    problem.set(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
                    cut.set(null);
                });
    }

    void close() {
        slot.cancel();
    }
}
