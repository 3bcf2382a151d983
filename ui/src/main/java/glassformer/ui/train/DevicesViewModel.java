package glassformer.ui.train;

import glassformer.BadInputException;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.DeviceLimits;
import glassformer.ui.worker.WorkerLink;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Where the lab trains: the choice of a device, which is the lab's own setting.
public final class DevicesViewModel {
    private static final String KEY = "training.device";

    private final LabSession session;
    private final DeviceLimits limits;
    private final WorkerLink link;
    private final Texts texts;
    private final ObservableList<DeviceChoice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable DeviceChoice> chosen = new SimpleObjectProperty<>(this, "chosen", null);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private boolean refreshing;

    public DevicesViewModel(LabSession session, WorkerLink link, Texts texts) {
        this.session = session;
        this.limits = new DeviceLimits(session, link);
        this.link = link;
        this.texts = texts;
        session.labProperty().subscribe(lab -> refresh());
        link.devicesProperty().subscribe(found -> {
            tell();
            refresh();
        });
        limits.limitsProperty().subscribe(now -> tell());
        chosen.subscribe((before, after) -> choose(after));
    }

    /// Has the worker list what it finds; this starts it, so call when the choice is opened.
    public void load() {
        var unused = link.loadDevices().whenComplete((found, failure) -> {
            if (failure != null) problem.set(WorkerLink.sentence(failure));
        });
    }

    public ObservableList<DeviceChoice> choices() {
        return choices;
    }

    public ObjectProperty<@Nullable DeviceChoice> chosenProperty() {
        return chosen;
    }

    /// Why engines are not available, in sentences; empty when there is nothing to say.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What of the lab the device cannot do comes before engines that nobody has chosen.
    private void tell() {
        String misfits = limits.limitsProperty().get().values().stream()
                .filter(DeviceLimits.Limit::asked)
                .map(DeviceLimits.Limit::sentence)
                .collect(Collectors.joining(" "));
        var found = link.devicesProperty().get();
        String engines = found == null ? "" : String.join(" ", found.problems());
        problem.set(misfits.isEmpty() ? engines : texts.get("train.device.misfit", misfits));
    }

    private void refresh() {
        String id = session.lab().values().text(KEY);
        List<DeviceChoice> next = DeviceChoice.of(link.devicesProperty().get(), id, texts);
        refreshing = true;
        if (!next.equals(choices)) choices.setAll(next);
        next.stream().filter(choice -> choice.id().equals(id)).findFirst().ifPresent(chosen::set);
        refreshing = false;
    }

    private void choose(@Nullable DeviceChoice choice) {
        // A combo box clears its value for a moment while its items change.
        if (refreshing || choice == null) return;
        if (Objects.equals(choice.id(), session.lab().values().text(KEY))) return;
        try {
            session.edit(KEY, choice.id());
        } catch (BadInputException e) {
            problem.set(String.valueOf(e.getMessage()));
        }
    }
}
