package glassformer.app;

import glassformer.engine.Device;
import glassformer.engine.Engines;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "devices", description = "Lists what can compute here.")
final class DevicesCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    DevicesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Device> devices = session.engines().devices().stream()
                .map(Engines.Located::device)
                .toList();
        List<String> problems = session.engines().failures();
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with(
                                    "devices",
                                    devices.stream().map(DevicesCommand::fields).toList())
                            .with("problems", problems));
        } else {
            devices.forEach(this::print);
            problems.forEach(session.console().err()::println);
            if (devices.isEmpty()) {
                session.console().err().println("No engine is here that could compute.");
            }
        }
        return devices.isEmpty() ? ExitCode.UNAVAILABLE : ExitCode.DONE;
    }

    private void print(Device device) {
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

    private static Map<String, @Nullable Object> fields(Device device) {
        return new JsonLine()
                .with("id", device.id())
                .with("engine", device.engine())
                .with("name", device.name())
                .with("memoryBytes", device.memoryBytes())
                .fields();
    }
}
