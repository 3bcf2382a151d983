package glassformer.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The engines on the class path, opened when a device of theirs is first asked for.
public final class Engines implements AutoCloseable {
    private final List<Engine> open = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Iterable<EngineProvider> providers;
    private final ReplicaStarter replicas;
    private boolean loaded;

    public Engines() {
        this(ReplicaStarter.NONE);
    }

    /// @param replicas starts processes for a device such as `cpu*2`
    public Engines(ReplicaStarter replicas) {
        this(ServiceLoader.load(EngineProvider.class), replicas);
    }

    /// With these providers only.
    public Engines(Iterable<EngineProvider> providers) {
        this(providers, ReplicaStarter.NONE);
    }

    public Engines(Iterable<EngineProvider> providers, ReplicaStarter replicas) {
        this.providers = providers;
        this.replicas = replicas;
    }

    /// @param engine who runs it
    public record Located(Engine engine, Device device) {
        public Set<Ability> abilities() {
            return engine.abilities(device);
        }

        /// See [Engine#kernel].
        public KernelSource kernel(String name) {
            return engine.kernel(device, name);
        }
    }

    public synchronized List<Located> devices() {
        load();
        List<Located> all = new ArrayList<>();
        for (Engine engine : open) {
            engine.devices().forEach(device -> all.add(new Located(engine, device)));
        }
        return all;
    }

    /// Why engines could not start, or have no device that a person may expect, one sentence each.
    public synchronized List<String> failures() {
        load();
        return Stream.concat(failures.stream(), open.stream().flatMap(engine -> engine.problems().stream()))
                .toList();
    }

    /// See [EngineProvider#unfitVariables].
    public Map<String, String> unfitVariables(Map<String, String> environment) {
        Map<String, String> unfit = new LinkedHashMap<>();
        providers.forEach(provider -> unfit.putAll(provider.unfitVariables(environment)));
        return unfit;
    }

    /// The device of this id, or the best one for `auto`: the first GPU of an engine that [Engine#isUsual], else the
    /// CPU. Several that train together, see
    /// [Placement], look like one.
    ///
    /// @throws DeviceUnavailableException        where there is none; the message lists those that are there
    /// @throws glassformer.BadInputException for a name that means nothing
    public Located locate(String id) {
        Placement placement = Placement.of(id);
        List<Located> found = placement.devices().stream().map(this::locateOne).toList();
        return placement.replicas() == 1 ? found.getFirst() : ReplicatedEngine.of(placement, found, replicas);
    }

    private Located locateOne(String id) {
        List<Located> all = devices();
        return all.stream()
                .filter(located -> id.equals("auto")
                        ? located.engine().isUsual()
                        : located.device().id().equals(id))
                .reduce((first, second) ->
                        id.equals("auto") && first.device().id().equals("cpu") ? second : first)
                .orElseThrow(() -> new DeviceUnavailableException("There is no device " + id + " here; available: "
                        + (all.isEmpty()
                                ? "none (" + String.join(" ", failures()) + ")"
                                : all.stream().map(l -> l.device().id()).collect(Collectors.joining(", ")))
                        + "."));
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        for (EngineProvider provider : providers) {
            try {
                open.add(provider.open());
            } catch (DeviceUnavailableException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public synchronized void close() {
        open.forEach(Engine::close);
        open.clear();
    }
}
