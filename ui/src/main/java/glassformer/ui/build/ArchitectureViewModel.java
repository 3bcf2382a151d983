package glassformer.ui.build;

import glassformer.BadInputException;
import glassformer.blueprint.Family;
import glassformer.blueprint.Preset;
import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Which known architecture the lab's model is, and taking another.
public final class ArchitectureViewModel {
    /// What may differ from a preset that is still the same architecture.
    private static final Set<String> SIZES = Set.of(
            "model.layers",
            "model.decoderLayers",
            "model.heads",
            "model.kvHeads",
            "model.dim",
            "model.ffnDim",
            "model.contextLength",
            "model.dropout");

    private final LabSession session;
    private final FieldTexts texts;
    private final ReadOnlyObjectWrapper<@Nullable Preset> preset = new ReadOnlyObjectWrapper<>(this, "preset", null);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    public ArchitectureViewModel(LabSession session, FieldTexts texts) {
        this.session = session;
        this.texts = texts;
        session.labProperty().subscribe(this::follow);
    }

    public List<Preset> presets() {
        return List.of(Preset.values());
    }

    /// The preset that the lab's model is, sizes aside; null where it is a mixture of its own.
    public ReadOnlyObjectProperty<@Nullable Preset> presetProperty() {
        return preset.getReadOnlyProperty();
    }

    /// Why the preset that was chosen last was refused; empty where it was taken.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Gives the lab the model of a preset, in one step that can be undone.
    public void choose(Preset chosen) {
        try {
            session.edit(session.lab().with(chosen));
            problem.set("");
        } catch (BadInputException e) {
            problem.set(texts.readable(Objects.requireNonNullElse(e.getMessage(), "")));
        }
    }

    private void follow(Lab lab) {
        problem.set("");
        preset.set(Arrays.stream(Preset.values())
                .filter(candidate -> matches(lab, candidate))
                .findFirst()
                .orElse(null));
    }

    private static boolean matches(Lab lab, Preset preset) {
        return lab.values().text(Family.KEY).equals(preset.family().id())
                && preset.family().settings().stream()
                        .map(Setting::key)
                        .filter(key -> !SIZES.contains(key))
                        .allMatch(key -> lab.values()
                                .get(key)
                                .equals(lab.with(preset).values().get(key)));
    }
}
