package glassformer.ui.train;

import glassformer.run.MemoryUse;
import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What memory the run on show was expected to take and took, from its folder.
public final class MemoryViewModel {
    private final Background.Slot reading;
    private final ReadOnlyObjectWrapper<@Nullable MemoryUse> use = new ReadOnlyObjectWrapper<>(this, "use", null);

    MemoryViewModel(Background background) {
        this.reading = background.slot();
    }

    /// Null where the run's folder does not tell.
    public ReadOnlyObjectProperty<@Nullable MemoryUse> useProperty() {
        return use.getReadOnlyProperty();
    }

    void look(@Nullable Path run) {
        if (run == null) {
            use.set(null);
        } else if (!reading.busyProperty().get()) {
            reading.run(() -> new RunFolder(run).status().memory(), use::set, failure -> use.set(null));
        }
    }
}
