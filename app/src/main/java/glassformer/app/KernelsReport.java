package glassformer.app;

import glassformer.BadInputException;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.KernelSource;
import glassformer.remote.RemotePlace;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which kernels an engine compiles for a device, or one of them in Java and in what was made of it.
///
/// @param json whether as one JSON object
record KernelsReport(Session session, boolean json) {
    /// @param id   of the device; the first that has kernels where null
    /// @param name of the kernel; all are listed where null
    int print(Devices found, @Nullable String id, @Nullable String name) {
        DeviceInfo device = device(found, id);
        if (name == null) {
            print(device);
        } else if (device.kernels().contains(name)) {
            print(device, source(device.id(), name));
        } else {
            throw new BadInputException(
                    "There is no kernel " + name + "; there are " + String.join(", ", device.kernels()) + ".");
        }
        return ExitCode.DONE;
    }

    private static DeviceInfo device(Devices found, @Nullable String id) {
        List<DeviceInfo> able = found.devices().stream()
                .filter(device -> !device.kernels().isEmpty())
                .toList();
        if (id == null && !able.isEmpty()) {
            return able.getFirst();
        }
        if (able.isEmpty()) {
            throw new DeviceUnavailableException(Stream.concat(
                            Stream.of("No device here has kernels to show; TornadoVM's devices would."),
                            found.problems().stream().filter(problem -> problem.startsWith("TornadoVM")))
                    .collect(Collectors.joining(" ")));
        }
        return able.stream()
                .filter(device -> device.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException((known(found, id)
                                ? id + " has no kernels to show, since its engine brings them compiled"
                                : "There is no device " + id + " here")
                        + "; kernels are to be seen on "
                        + able.stream().map(DeviceInfo::id).collect(Collectors.joining(", ")) + "."));
    }

    private static boolean known(Devices found, @Nullable String id) {
        return found.devices().stream().anyMatch(device -> device.id().equals(id));
    }

    private KernelSource source(String device, String name) {
        return RemotePlace.names(device)
                ? session.runs().kernel(device, name)
                : session.engines().locate(device).kernel(name);
    }

    private void print(DeviceInfo device) {
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine().with("device", device.id()).with("kernels", device.kernels()));
        } else {
            device.kernels().forEach(session.console().out()::println);
        }
    }

    private void print(DeviceInfo device, KernelSource source) {
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with("device", device.id())
                            .with("kernel", source.name())
                            .with("java", source.java())
                            .with("language", source.language())
                            .with("generated", source.generated()));
        } else {
            session.console()
                    .out()
                    .printf(
                            "// %s in Java%n%s%n// The same as compiled for %s: %s%n%s%n",
                            source.name(), source.java(), device.id(), source.language(), source.generated());
        }
    }
}
