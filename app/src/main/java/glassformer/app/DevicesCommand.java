package glassformer.app;

import glassformer.engine.Device;
import glassformer.engine.Engines;
import glassformer.remote.RemotePlace;
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

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    DevicesCommand(Session session, TornadoProcess tornado) {
        this.session = session;
        this.tornado = tornado;
    }

    @Override
    public Integer call() {
        List<Device> devices = place == null ? here() : there(RemotePlace.parse(place));
        List<String> problems = new ArrayList<>();
        if (place == null) {
            problems.addAll(session.engines().failures());
            Optional.ofNullable(tornado.problem()).ifPresent(problems::add);
        }
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

    private List<Device> here() {
        return session.engines().devices().stream().map(Engines.Located::device).toList();
    }

    private List<Device> there(RemotePlace other) {
        return session.runs().devices(other).stream()
                .map(found -> new Device(
                        new RemotePlace(other.host(), found.id()).toString(),
                        found.engine(),
                        found.name(),
                        found.memoryBytes()))
                .toList();
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
