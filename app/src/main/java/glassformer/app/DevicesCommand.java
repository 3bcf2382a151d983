package glassformer.app;

import glassformer.BadInputException;
import glassformer.remote.RemotePlace;
import glassformer.worker.DeviceScores;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import glassformer.worker.WorkerService.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "devices", description = "Lists what can compute here.")
final class DevicesCommand implements Callable<Integer> {
    private final Session session;
    private final TornadoProcess tornado;

    @Parameters(
            arity = "0..1",
            paramLabel = "ssh:HOST",
            description = "Lists those of another machine, as it is reached by ssh.")
    private @Nullable String place;

    @Option(names = "--score", description = "Measures each: a few seconds a device.")
    private boolean score;

    @Option(names = "--kernels", description = "Lists the names of the kernels that are compiled for a device.")
    private boolean kernels;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            description = "Compiles one of them and prints its Java and what was made of it.")
    private @Nullable String kernel;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "With --kernels or --kernel: for which device (default: the first that has kernels to show).")
    private @Nullable String device;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    DevicesCommand(Session session, TornadoProcess tornado) {
        this.session = session;
        this.tornado = tornado;
    }

    @Override
    public Integer call() {
        Devices found = place == null ? here() : session.runs().devices(place);
        if (kernel != null || kernels) {
            return new KernelsReport(session, json).print(found, device, kernel);
        }
        if (device != null) {
            throw new BadInputException("--device belongs to --kernels or --kernel.");
        }
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (DeviceInfo device : found.devices()) {
            if (!json) {
                print(device);
            }
            Score measured = score ? measure(device) : null;
            if (measured != null && !json) {
                print(measured);
            }
            lines.add(fields(device, measured));
        }
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine().with("devices", lines).with("problems", found.problems()));
        } else {
            found.problems().forEach(session.console().err()::println);
            if (found.devices().isEmpty()) {
                session.console().err().println("No engine is here that could compute.");
            }
        }
        return found.devices().isEmpty() ? ExitCode.UNAVAILABLE : ExitCode.DONE;
    }

    private Devices here() {
        List<DeviceInfo> devices =
                session.engines().devices().stream().map(DeviceInfo::of).toList();
        List<String> problems = new ArrayList<>(session.engines().failures());
        Optional.ofNullable(tornado.problem()).ifPresent(problems::add);
        return new Devices(devices, problems);
    }

    /// One that cannot be measured does not keep the others from it.
    private @Nullable Score measure(DeviceInfo device) {
        try {
            return RemotePlace.names(device.id())
                    ? session.runs().score(device.id())
                    : DeviceScores.measure(session.engines().locate(device.id()));
        } catch (BadInputException | IllegalStateException e) {
            session.console().err().println(device.id() + " could not be measured: " + e.getMessage());
            return null;
        }
    }

    private void print(DeviceInfo device) {
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        "%-8s %-6s %s%s%n",
                        device.id(),
                        device.engine(),
                        device.name(),
                        device.memoryBytes() == 0
                                ? ""
                                : String.format(Locale.ROOT, ", %.1f GiB", device.memoryBytes() / (double) (1L << 30)));
    }

    private void print(Score measured) {
        session.console().out().printf("%15s ", "");
        if (measured.gigaflops() != null && measured.gigabytesPerSecond() != null) {
            session.console()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%.0f GFLOP/s in products, %.1f GB/s of memory, ",
                            measured.gigaflops(),
                            measured.gigabytesPerSecond());
        }
        session.console().out().printf(Locale.ROOT, "%.1f ms a step of S%n", measured.millisecondsPerStep());
    }

    private static Map<String, @Nullable Object> fields(DeviceInfo device, @Nullable Score measured) {
        JsonLine line = new JsonLine()
                .with("id", device.id())
                .with("engine", device.engine())
                .with("name", device.name())
                .with("memoryBytes", device.memoryBytes())
                .with("inUseBytes", device.inUseBytes())
                .with("abilities", device.abilities());
        if (measured != null) {
            line.with(
                    "score",
                    new JsonLine()
                            .with("gigaflops", measured.gigaflops())
                            .with("gigabytesPerSecond", measured.gigabytesPerSecond())
                            .with("millisecondsPerStep", measured.millisecondsPerStep())
                            .with("steps", measured.steps())
                            .fields());
        }
        return line.fields();
    }
}
