package glassformer.ui.generate;

import glassformer.worker.WorkerEvents.Token;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The tokens that a model has written, one of which is looked at.
public final class WrittenTokens {
    public static final int NO_TOKEN = -1;

    private final ObservableList<Token> tokens = FXCollections.observableArrayList();
    private final ObservableList<Token> shown = FXCollections.unmodifiableObservableList(tokens);
    private final StringBuilder pieces = new StringBuilder();
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NO_TOKEN);
    private final IntegerProperty pointed = new SimpleIntegerProperty(this, "pointed", NO_TOKEN);
    private final ReadOnlyObjectWrapper<@Nullable Looked> looked = new ReadOnlyObjectWrapper<>(this, "looked", null);

    /// A token and its place in the text, from 0.
    public record Looked(int place, Token token) {}

    WrittenTokens() {
        selected.subscribe((before, after) -> look());
        pointed.subscribe((before, after) -> look());
    }

    /// In the order in which they came.
    ObservableList<Token> tokens() {
        return shown;
    }

    String text() {
        return pieces.toString();
    }

    IntegerProperty selectedProperty() {
        return selected;
    }

    IntegerProperty pointedProperty() {
        return pointed;
    }

    ReadOnlyObjectProperty<@Nullable Looked> lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    void add(Token token) {
        tokens.add(token);
        pieces.append(token.text());
    }

    /// Keeps the first ones.
    void keep(int count) {
        tokens.remove(count, tokens.size());
        pieces.setLength(0);
        tokens.forEach(token -> pieces.append(token.text()));
        look();
    }

    void clear() {
        pieces.setLength(0);
        selected.set(NO_TOKEN);
        pointed.set(NO_TOKEN);
        tokens.clear();
        look();
    }

    /// Once a pulse, however many tokens came: at the one under the mouse, else the clicked one, else the newest.
    void look() {
        int wanted = pointed.get() >= 0 ? pointed.get() : selected.get();
        int place = wanted >= 0 && wanted < tokens.size() ? wanted : tokens.size() - 1;
        looked.set(place < 0 ? null : new Looked(place, tokens.get(place)));
    }
}
