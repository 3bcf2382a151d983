package glassformer.ui.devices;

import glassformer.engine.KernelSource;
import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService.DeviceInfo;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One device's kernels, of which one is read at a time. The worker compiles it when it is chosen; an answer that comes
/// after another was chosen is dropped.
public final class KernelsViewModel {
    private final WorkerLink link;
    private final ReadOnlyObjectWrapper<@Nullable DeviceInfo> device =
            new ReadOnlyObjectWrapper<>(this, "device", null);
    private final ReadOnlyStringWrapper chosen = new ReadOnlyStringWrapper(this, "chosen", "");
    private final ReadOnlyObjectWrapper<@Nullable KernelSource> source =
            new ReadOnlyObjectWrapper<>(this, "source", null);
    private final ReadOnlyBooleanWrapper compiling = new ReadOnlyBooleanWrapper(this, "compiling", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private int asked;

    public KernelsViewModel(WorkerLink link) {
        this.link = link;
    }

    /// Whose kernels are shown; null where none are.
    public ReadOnlyObjectProperty<@Nullable DeviceInfo> deviceProperty() {
        return device.getReadOnlyProperty();
    }

    /// The name of the kernel that is shown or compiled; empty where there is none.
    public ReadOnlyStringProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Null until it is compiled.
    public ReadOnlyObjectProperty<@Nullable KernelSource> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty compilingProperty() {
        return compiling.getReadOnlyProperty();
    }

    /// Why it could not be compiled, in one sentence; empty when there is nothing to say.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Shows a device's kernels, beginning with the first.
    ///
    /// @param info of a device that has some
    public void open(DeviceInfo info) {
        device.set(info);
        choose(info.kernels().getFirst());
    }

    /// Has one of the open device's kernels compiled and shown.
    public void choose(String name) {
        DeviceInfo info = device.get();
        if (info == null) return;
        int mine = ++asked;
        chosen.set(name);
        source.set(null);
        problem.set("");
        compiling.set(true);
        var unused = link.kernel(info.id(), name).whenComplete((found, failure) -> {
            if (mine != asked) return;
            compiling.set(false);
            if (failure == null) source.set(found);
            else problem.set(WorkerLink.sentence(failure));
        });
    }

    public void close() {
        asked++;
        device.set(null);
        chosen.set("");
        source.set(null);
        problem.set("");
        compiling.set(false);
    }
}
