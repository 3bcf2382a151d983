package glassformer.ui.train;

import glassformer.BadInputException;
import glassformer.engine.Placement;
import glassformer.remote.RemotePlace;
import glassformer.ui.common.DeviceName;
import glassformer.ui.common.Texts;
import glassformer.worker.WorkerService;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place to train that can be chosen.
///
/// @param id as `training.device` has it
/// @param text for people
public record DeviceChoice(String id, String text) {
    static final String AUTO = "auto";
    private static final String CPU = "cpu";
    private static final int PROCESSES = 2;

    /// Automatic choice, then what was found, alone and together; the lab's own device even where it was not found, so
    // that the person sees
    /// what the lab says.
    ///
    /// @param found null while it is not known yet
    static List<DeviceChoice> of(@Nullable Devices found, String chosen, Texts texts) {
        var choices = new ArrayList<DeviceChoice>();
        choices.add(new DeviceChoice(AUTO, texts.get("train.device.auto")));
        if (found != null) {
            found.devices().forEach(device -> choices.add(of(device, texts)));
            together(found, texts, choices);
        }
        if (choices.stream().noneMatch(choice -> choice.id().equals(chosen))) {
            String text = found == null || isThere(found, chosen) ? chosen : texts.get("train.device.missing", chosen);
            choices.add(RemotePlace.names(chosen) ? elsewhere(chosen, texts) : new DeviceChoice(chosen, text));
        }
        return choices;
    }

    private static DeviceChoice elsewhere(String id, Texts texts) {
        return new DeviceChoice(id, texts.get("train.device.elsewhere", id));
    }

    /// All GPUs of an engine where there are several, and processes on the CPU to try the same with.
    private static void together(Devices found, Texts texts, List<DeviceChoice> choices) {
        var gpus = new LinkedHashMap<String, List<String>>();
        for (DeviceInfo device : found.devices()) {
            if (device.id().equals(CPU) || device.engine().equals(WorkerService.OTHER_MACHINE)) continue;
            gpus.computeIfAbsent(device.engine(), engine -> new ArrayList<>()).add(device.id());
        }
        for (List<String> ids : gpus.values()) {
            if (ids.size() < 2) continue;
            String all = String.join("+", ids);
            choices.add(new DeviceChoice(all, texts.get("train.device.together", ids.size(), all)));
        }
        if (found.devices().stream().anyMatch(device -> device.id().equals(CPU))) {
            String two = CPU + "*" + PROCESSES;
            choices.add(new DeviceChoice(two, texts.get("train.device.processes", PROCESSES, two)));
        }
    }

    private static boolean isThere(Devices found, String chosen) {
        try {
            return found.devices().stream()
                    .map(DeviceInfo::id)
                    .toList()
                    .containsAll(Placement.of(chosen).devices());
        } catch (BadInputException e) {
            return false; // the lab's settings say what is wrong
        }
    }

    private static DeviceChoice of(DeviceInfo device, Texts texts) {
        if (device.engine().equals(WorkerService.OTHER_MACHINE)) return elsewhere(device.id(), texts);
        String memory = device.memoryBytes() > 0 ? ", " + texts.format().bytes(device.memoryBytes()) : "";
        return new DeviceChoice(device.id(), device.id() + " (" + DeviceName.of(device.name(), texts) + memory + ")");
    }
}
