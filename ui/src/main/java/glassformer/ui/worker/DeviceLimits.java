package glassformer.ui.worker;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.Ability;
import glassformer.engine.Device;
import glassformer.run.DeviceFit;
import glassformer.run.Lab;
import glassformer.ui.lab.LabSession;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the open lab's device cannot do, by setting. Nothing is known, and so nothing limited, before the worker has
/// listed its devices, and of several devices together or of other machines: those refuse by themselves.
public final class DeviceLimits {
    private static final String KEY = "training.device";

    private final LabSession session;
    private final WorkerLink link;
    private final ReadOnlyObjectWrapper<Map<String, Limit>> limits =
            new ReadOnlyObjectWrapper<>(this, "limits", Map.of());

    /// @param sentence says what the device does instead
    /// @param asked    whether the lab asks for what the device cannot do; else its setting fits, and there is
    // nothing
    ///                 to choose
    public record Limit(String sentence, boolean asked) {}

    public DeviceLimits(LabSession session, WorkerLink link) {
        this.session = session;
        this.link = link;
        session.labProperty().subscribe(lab -> refresh());
        link.devicesProperty().subscribe(found -> refresh());
    }

    /// By key, in the order of the settings.
    public ReadOnlyObjectProperty<Map<String, Limit>> limitsProperty() {
        return limits.getReadOnlyProperty();
    }

    private void refresh() {
        limits.set(found());
    }

    private Map<String, Limit> found() {
        Lab lab = session.lab();
        Map<String, Limit> found = new LinkedHashMap<>();
        chosen(lab).ifPresent(info -> {
            Device device = device(info);
            EnumSet<Ability> abilities = abilities(info);
            DeviceFit.closed(device, abilities).forEach((key, sentence) -> found.put(key, new Limit(sentence, false)));
            try {
                DeviceFit.of(lab, device, abilities)
                        .forEach(misfit -> found.put(misfit.key(), new Limit(misfit.sentence(), true)));
            } catch (BadInputException e) {
                // The settings do not fit each other, which is said where they are.
            }
        });
        return found;
    }

    /// `auto` is the first GPU, else the CPU, as [glassformer.engine.Engines#locate] has it.
    private Optional<DeviceInfo> chosen(Lab lab) {
        @Nullable Devices devices = link.devicesProperty().get();
        if (devices == null) return Optional.empty();
        String id = lab.values().text(KEY);
        var named = devices.devices().stream().filter(info -> info.id().equals(id));
        var best = devices.devices().stream()
                .filter(info -> !info.engine().equals(glassformer.worker.WorkerService.OTHER_MACHINE))
                .reduce((first, second) -> first.id().equals("cpu") ? second : first);
        return id.equals("auto") ? best : named.findFirst();
    }

    public static Device device(DeviceInfo info) {
        return new Device(info.id(), info.engine(), info.name(), info.memoryBytes());
    }

    /// Those that this version knows.
    public static EnumSet<Ability> abilities(DeviceInfo info) {
        EnumSet<Ability> found = EnumSet.noneOf(Ability.class);
        Named.ids(Ability.class).stream()
                .filter(info.abilities()::contains)
                .map(id -> Named.of(Ability.class, id))
                .forEach(found::add);
        return found;
    }
}
