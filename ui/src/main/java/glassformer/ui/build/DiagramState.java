package glassformer.ui.build;

import java.util.Set;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What one drawn diagram shows and what in it was pointed at, chosen, opened and marked.
public final class DiagramState {
    /// How [#openBlock] says that the blocks are drawn as one stack.
    public static final int STACKED = -1;

    private final ReadOnlyObjectWrapper<@Nullable Diagram> diagram = new ReadOnlyObjectWrapper<>(this, "diagram", null);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ObjectProperty<Diagram.@Nullable Part> selected = new SimpleObjectProperty<>(this, "selected", null);
    private final ObjectProperty<Diagram.@Nullable Part> pointed = new SimpleObjectProperty<>(this, "pointed", null);
    private final ObjectProperty<Set<String>> different = new SimpleObjectProperty<>(this, "different", Set.of());
    private final IntegerProperty openEncoderBlock = new SimpleIntegerProperty(this, "openEncoderBlock", STACKED);
    private final IntegerProperty openBlock = new SimpleIntegerProperty(this, "openBlock", STACKED);

    /// Null while there is a [#problemProperty()].
    public ReadOnlyObjectProperty<@Nullable Diagram> diagramProperty() {
        return diagram.getReadOnlyProperty();
    }

    /// Why there is no diagram; empty where there is one.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The part that was clicked.
    public ObjectProperty<Diagram.@Nullable Part> selectedProperty() {
        return selected;
    }

    /// The part under the mouse or with the focus: it is explained.
    public ObjectProperty<Diagram.@Nullable Part> pointedProperty() {
        return pointed;
    }

    /// The ids of the parts that are marked as different from those of another diagram.
    public ObjectProperty<Set<String>> differentProperty() {
        return different;
    }

    /// The block of a side that is drawn open among all N, or [#STACKED].
    public IntegerProperty openBlock(Diagram.Side side) {
        return switch (side) {
            case ENCODER -> openEncoderBlock;
            case TRUNK -> openBlock;
        };
    }

    /// The mouse or the focus has left a part: the chosen one is explained again. Without one, the explanation stays,
    /// so that there is time to read it.
    void leave(Diagram.Part part) {
        if (selected.get() != null && part.equals(pointed.get())) pointed.set(null);
    }

    void show(Diagram next) {
        close(Diagram.Side.ENCODER, next);
        close(Diagram.Side.TRUNK, next);
        problem.set("");
        diagram.set(next);
        selected.set(same(next, selected.get()));
        pointed.set(same(next, pointed.get()));
    }

    void fail(String sentence) {
        problem.set(sentence);
        diagram.set(null);
    }

    private void close(Diagram.Side side, Diagram next) {
        int blocks = (side == Diagram.Side.ENCODER ? next.encoder() : next.trunk())
                .stream()
                        .mapToInt(item -> item instanceof Diagram.Stack stack
                                ? stack.blocks().size()
                                : 0)
                        .sum();
        IntegerProperty open = openBlock(side);
        if (open.get() >= blocks) open.set(blocks - 1);
    }

    /// The part with the same place in the new diagram.
    private static Diagram.@Nullable Part same(Diagram diagram, Diagram.@Nullable Part old) {
        if (old == null) return null;
        return diagram.parts()
                .filter(part -> part.id().equals(old.id()))
                .findFirst()
                .orElse(null);
    }
}
