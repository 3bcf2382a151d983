package glassformer.ui.devices;

import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Score;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A device on the page, and what was measured of it.
public final class DeviceEntry {
    private final DeviceInfo info;
    private final ReadOnlyObjectWrapper<@Nullable Score> score = new ReadOnlyObjectWrapper<>(this, "score", null);
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper(this, "measuring", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    DeviceEntry(DeviceInfo info) {
        this.info = info;
    }

    public DeviceInfo info() {
        return info;
    }

    /// Null before it was measured.
    public ReadOnlyObjectProperty<@Nullable Score> scoreProperty() {
        return score.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    /// Why it could not be measured, in one sentence; empty when there is nothing to say.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void begin() {
        problem.set("");
        measuring.set(true);
    }

    void measured(Score found) {
        measuring.set(false);
        score.set(found);
    }

    void failed(String sentence) {
        measuring.set(false);
        problem.set(sentence);
    }
}
