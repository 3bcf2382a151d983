package glassformer.ui.train;

import glassformer.ui.common.Texts;
import glassformer.worker.WorkerService;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place to train that can be chosen.
///
/// @param id as `training.device` has it
/// @param text for people
public record DeviceChoice(String id, String text) {
    static final String AUTO = "auto";

    /// Automatic choice, then what was found; the lab's own device even where it was not found, so that the person sees
    /// what the lab says.
    ///
    /// @param found null while it is not known yet
    static List<DeviceChoice> of(@Nullable Devices found, String chosen, Texts texts) {
        var choices = new ArrayList<DeviceChoice>();
        choices.add(new DeviceChoice(AUTO, texts.get("train.device.auto")));
        if (found != null) found.devices().forEach(device -> choices.add(of(device, texts)));
        if (choices.stream().noneMatch(choice -> choice.id().equals(chosen))) {
            String text = found == null ? chosen : texts.get("train.device.missing", chosen);
            boolean elsewhere = chosen.startsWith(WorkerService.OTHER_MACHINE + ":");
            choices.add(elsewhere ? elsewhere(chosen, texts) : new DeviceChoice(chosen, text));
        }
        return choices;
    }

    private static DeviceChoice elsewhere(String id, Texts texts) {
        return new DeviceChoice(id, texts.get("train.device.elsewhere", id));
    }

    private static DeviceChoice of(DeviceInfo device, Texts texts) {
        if (device.engine().equals(WorkerService.OTHER_MACHINE)) return elsewhere(device.id(), texts);
        String memory = device.memoryBytes() > 0 ? ", " + texts.format().bytes(device.memoryBytes()) : "";
        return new DeviceChoice(device.id(), device.id() + " (" + device.name() + memory + ")");
    }
}
