package glassformer.ui.build;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.CostEstimate;
import glassformer.run.Lab;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.field.LabField;
import glassformer.ui.field.LabSettings;
import glassformer.ui.lab.LabSession;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The open lab as a diagram, as fields, and as what it costs.
public final class BuildViewModel {
    /// How [#openBlockProperty()] says that the blocks are drawn as one stack.
    public static final int STACKED = -1;

    private final LabSession session;
    private final FieldTexts texts;
    private final List<LabField> fields;
    private final ReadOnlyObjectWrapper<@Nullable Diagram> diagram = new ReadOnlyObjectWrapper<>(this, "diagram");
    private final ReadOnlyObjectWrapper<@Nullable CostEstimate> cost = new ReadOnlyObjectWrapper<>(this, "cost");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ObjectProperty<Diagram.@Nullable Part> selected = new SimpleObjectProperty<>(this, "selected", null);
    private final ObjectProperty<Diagram.@Nullable Part> pointed = new SimpleObjectProperty<>(this, "pointed", null);
    private final IntegerProperty openBlock = new SimpleIntegerProperty(this, "openBlock", STACKED);

    public BuildViewModel(LabSession session, FieldTexts texts) {
        this.session = session;
        this.texts = texts;
        this.fields = LabSettings.all().stream()
                .map(setting -> new LabField(session, setting, texts))
                .toList();
        session.labProperty().subscribe(this::follow);
    }

    /// Every setting, grouped by category.
    public List<LabField> fields() {
        return fields;
    }

    /// Null while the lab's settings don't fit together.
    public ReadOnlyObjectProperty<@Nullable Diagram> diagramProperty() {
        return diagram.getReadOnlyProperty();
    }

    /// Null while the lab's settings don't fit together. The vocabulary counts with its planned size.
    public ReadOnlyObjectProperty<@Nullable CostEstimate> costProperty() {
        return cost.getReadOnlyProperty();
    }

    /// Why there is no diagram; empty where there is one.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The part that was clicked: its settings show.
    public ObjectProperty<Diagram.@Nullable Part> selectedProperty() {
        return selected;
    }

    /// The part under the mouse or with the focus: it is explained.
    public ObjectProperty<Diagram.@Nullable Part> pointedProperty() {
        return pointed;
    }

    /// The mouse or the focus has left a part: the chosen one is explained again. Without one, the explanation stays,
    // so
    /// that there is time to read it.
    void leave(Diagram.Part part) {
        if (selected.get() != null && part.equals(pointed.get())) pointed.set(null);
    }

    /// The block that is drawn open among all N, or [#STACKED].
    public IntegerProperty openBlockProperty() {
        return openBlock;
    }

    public LabSession session() {
        return session;
    }

    private void follow(Lab lab) {
        try {
            Blueprint blueprint =
                    lab.model(lab.values().whole("tokenizer.vocabSize")).blueprint();
            cost.set(CostEstimate.of(blueprint, lab.training().batchSize()));
            problem.set("");
            show(Diagram.of(blueprint), lab.values().whole("model.layers"));
        } catch (BadInputException e) {
            problem.set(texts.readable(Objects.requireNonNullElse(e.getMessage(), "")));
            cost.set(null);
            diagram.set(null);
        } catch (ArithmeticException e) {
            // Sizes whose product no computer can count.
            problem.set(texts.tooLarge());
            cost.set(null);
            diagram.set(null);
        }
    }

    private void show(Diagram next, int layers) {
        if (openBlock.get() >= layers) openBlock.set(layers - 1);
        diagram.set(next);
        selected.set(same(next, selected.get()));
        pointed.set(same(next, pointed.get()));
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
