package glassformer.ui.build;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.CostEstimate;
import glassformer.engine.LearningRates;
import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.field.LabField;
import glassformer.ui.field.LabSettings;
import glassformer.ui.lab.LabSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The open lab as a diagram, as fields, and as what it costs.
public final class BuildViewModel {
    private final LabSession session;
    private final FieldTexts texts;
    private final Map<String, LabField> known = new HashMap<>();
    private final DiagramState diagram = new DiagramState();
    private final ReadOnlyObjectWrapper<List<LabField>> fields = new ReadOnlyObjectWrapper<>(this, "fields", List.of());
    private final ReadOnlyObjectWrapper<@Nullable CostEstimate> cost = new ReadOnlyObjectWrapper<>(this, "cost", null);

    public BuildViewModel(LabSession session, FieldTexts texts) {
        this.session = session;
        this.texts = texts;
        session.labProperty().subscribe(this::follow);
    }

    /// The settings that the lab has, grouped by category. Those of the model change with its family.
    public ReadOnlyObjectProperty<List<LabField>> fieldsProperty() {
        return fields.getReadOnlyProperty();
    }

    public List<LabField> fields() {
        return fields.get();
    }

    /// The field of a key that every lab has.
    public LabField field(String key) {
        return known.computeIfAbsent(key, k -> new LabField(session, LabSettings.setting(session.lab(), key), texts));
    }

    /// Whether the lab has this key.
    public boolean has(String key) {
        return LabSettings.has(session.lab(), key);
    }

    /// The lab's model; without a diagram while the settings don't fit together.
    public DiagramState diagram() {
        return diagram;
    }

    /// Null while the lab's settings don't fit together. The vocabulary counts with its planned size.
    public ReadOnlyObjectProperty<@Nullable CostEstimate> costProperty() {
        return cost.getReadOnlyProperty();
    }

    public LabSession session() {
        return session;
    }

    private void follow(Lab lab) {
        List<Setting> settings = LabSettings.of(lab);
        if (!fields.get().stream()
                .map(LabField::key)
                .toList()
                .equals(settings.stream().map(Setting::key).toList())) {
            fields.set(settings.stream().map(setting -> field(setting.key())).toList());
        }
        draw(lab);
    }

    private void draw(Lab lab) {
        try {
            Blueprint blueprint =
                    lab.model(lab.values().whole("tokenizer.vocabSize")).blueprint();
            LearningRates trained = lab.transfer().rates(blueprint);
            cost.set(CostEstimate.of(
                    blueprint, lab.training().demand(), trained.factors().keySet()));
            diagram.show(Diagram.of(blueprint, trained));
        } catch (BadInputException e) {
            fail(texts.readable(Objects.requireNonNullElse(e.getMessage(), "")));
        } catch (ArithmeticException e) {
            // Sizes whose product no computer can count.
            fail(texts.tooLarge());
        }
    }

    private void fail(String sentence) {
        cost.set(null);
        diagram.fail(sentence);
    }
}
