package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// An engine whose sessions train on several devices of another engine, or in several processes, as if they were one.
final class ReplicatedEngine implements Engine {
    private final Engine engine;
    private final Placement placement;
    private final List<Device> devices;
    private final ReplicaStarter processes;

    private ReplicatedEngine(Engine engine, Placement placement, List<Device> devices, ReplicaStarter processes) {
        this.engine = engine;
        this.placement = placement;
        this.devices = List.copyOf(devices);
        this.processes = processes;
    }

    /// @param found one for each of the placement's devices
    static Engines.Located of(Placement placement, List<Engines.Located> found, ReplicaStarter processes) {
        Engine engine = found.getFirst().engine();
        if (found.stream().anyMatch(other -> other.engine() != engine)) {
            throw new DeviceUnavailableException("The devices " + placement.name()
                    + " cannot train together, since different engines compute on them.");
        }
        ReplicatedEngine all = new ReplicatedEngine(
                engine, placement, found.stream().map(Engines.Located::device).toList(), processes);
        return new Engines.Located(all, all.devices().getFirst());
    }

    @Override
    public String id() {
        return engine.id();
    }

    @Override
    public String description() {
        return engine.description();
    }

    /// Of this process: others have their own.
    @Override
    public long workspaceBytes() {
        return engine.workspaceBytes();
    }

    /// All of them as one.
    @Override
    public List<Device> devices() {
        long memory = devices.stream().mapToLong(Device::memoryBytes).sum();
        String name = placement.processes() > 1
                ? placement.processes() + " processes on " + devices.getFirst().name()
                : String.join(" and ", devices.stream().map(Device::name).toList());
        return List.of(new Device(placement.name(), id(), name, memory));
    }

    /// Copies add their gradients in float32, and nobody gathers their activations.
    @Override
    public Set<Ability> abilities(Device device) {
        Set<Ability> together = EnumSet.copyOf(Engine.super.abilities(device));
        together.retainAll(engine.abilities(devices.getFirst()));
        together.remove(Ability.ACTIVATIONS);
        return together;
    }

    @Override
    public ModelSession open(Blueprint blueprint, Weights weights, Device device) {
        ParallelSession first = session(blueprint, weights, devices.getFirst());
        if (placement.processes() == 1) {
            return new ReplicatedSession(
                    first,
                    now -> all(i -> new LocalReplica(session(blueprint, now, devices.get(i)))),
                    ReplicatedSession.Threads.ALL);
        }
        int before = engine.threads();
        int each = Math.max(1, before / placement.processes());
        return new ReplicatedSession(
                first,
                now -> all(i -> processes.start(blueprint, now, devices.getFirst(), i + 1, placement.replicas(), each)),
                new ReplicatedSession.Threads() {
                    @Override
                    public void share() {
                        engine.computeWith(each);
                    }

                    @Override
                    public void takeBack() {
                        engine.computeWith(before);
                    }
                });
    }

    /// All but the first.
    private List<Replica> all(IntFunction<Replica> start) {
        List<Replica> started = new ArrayList<>();
        try {
            for (int i = 1; i < placement.replicas(); i++) {
                started.add(start.apply(i));
            }
            return started;
        } catch (RuntimeException e) {
            started.forEach(Replica::close);
            throw e;
        }
    }

    private ParallelSession session(Blueprint blueprint, Weights weights, Device device) {
        ModelSession session = engine.open(blueprint, weights, device);
        if (session instanceof ParallelSession parallel) {
            return parallel;
        }
        session.close();
        throw new DeviceUnavailableException(engine.description()
                + " trains on one device at a time, so training.device cannot be " + placement.name() + ".");
    }

    /// Nothing: the engine is another's.
    @Override
    public void close() {}
}
