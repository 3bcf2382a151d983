package glassformer.ui.build;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Preset;
import glassformer.run.Lab;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Two architectures side by side: their diagrams with the parts that differ marked, and what differs.
public final class CompareViewModel {
    /// What can be compared.
    public sealed interface Candidate {
        record OfLab() implements Candidate {}

        record OfPreset(Preset preset) implements Candidate {}
    }

    private final LabSession session;
    private final FieldTexts fieldTexts;
    private final PartComparison parts;
    private final ObjectProperty<Candidate> left = new SimpleObjectProperty<>(this, "left", new Candidate.OfLab());
    private final ObjectProperty<Candidate> right;
    private final DiagramState leftDiagram = new DiagramState();
    private final DiagramState rightDiagram = new DiagramState();
    private final ReadOnlyObjectWrapper<List<Difference>> differences =
            new ReadOnlyObjectWrapper<>(this, "differences", List.of());

    public CompareViewModel(LabSession session, Texts texts) {
        this.session = session;
        this.fieldTexts = new FieldTexts(texts);
        this.parts = new PartComparison(new PartTexts(texts));
        this.right = new SimpleObjectProperty<>(this, "right", new Candidate.OfPreset(Preset.LLAMA));
        session.labProperty().subscribe((before, now) -> follow());
        left.subscribe((before, now) -> follow());
        right.subscribe((before, now) -> follow());
        follow();
    }

    public List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate.OfLab());
        for (Preset preset : Preset.values()) all.add(new Candidate.OfPreset(preset));
        return all;
    }

    public ObjectProperty<Candidate> leftProperty() {
        return left;
    }

    public ObjectProperty<Candidate> rightProperty() {
        return right;
    }

    public DiagramState leftDiagram() {
        return leftDiagram;
    }

    public DiagramState rightDiagram() {
        return rightDiagram;
    }

    /// Empty where the two are the same, or one of them can't be built.
    public ReadOnlyObjectProperty<List<Difference>> differencesProperty() {
        return differences.getReadOnlyProperty();
    }

    private void follow() {
        Blueprint ours = show(left.get(), leftDiagram);
        Blueprint theirs = show(right.get(), rightDiagram);
        Diagram one = leftDiagram.diagramProperty().get();
        Diagram other = rightDiagram.diagramProperty().get();
        if (ours == null || theirs == null || one == null || other == null) {
            differences.set(List.of());
            leftDiagram.differentProperty().set(Set.of());
            rightDiagram.differentProperty().set(Set.of());
            return;
        }
        differences.set(Difference.between(ours, theirs));
        leftDiagram.differentProperty().set(parts.different(one, other));
        rightDiagram.differentProperty().set(parts.different(other, one));
    }

    private @Nullable Blueprint show(Candidate candidate, DiagramState state) {
        try {
            Lab lab =
                    switch (candidate) {
                        case Candidate.OfLab ours -> session.lab();
                        case Candidate.OfPreset(Preset preset) -> session.lab().with(preset);
                    };
            Blueprint blueprint =
                    lab.model(lab.values().whole("tokenizer.vocabSize")).blueprint();
            state.show(Diagram.of(blueprint));
            return blueprint;
        } catch (BadInputException e) {
            state.fail(fieldTexts.readable(Objects.requireNonNullElse(e.getMessage(), "")));
        } catch (ArithmeticException e) {
            state.fail(fieldTexts.tooLarge());
        }
        return null;
    }
}
