package glassformer.run;

import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What this process holds in memory, what is taken of the device's own and the energy that the device has used,
/// measured at most once a second, and the most that the process held.
///
/// Linux tells both for the whole process, natives included, in `/proc/self/status`, and lets the peak begin anew;
/// elsewhere Java's own heap and what it knows of outside it stand in, and the peak is the highest measurement.
final class MachineUse implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final long baseline = bytes();
    private final boolean peaks = beginPeak();
    private final Supplier<OptionalLong> device;
    private final EnergyMeter energy;
    private long last = System.nanoTime() - PAUSE;
    private long most = baseline;

    /// @param device tells how much of the device's own memory is taken
    /// @param energy closed with this
    MachineUse(Supplier<OptionalLong> device, EnergyMeter energy) {
        this.device = device;
        this.energy = energy;
    }

    /// The same event, with these as measures where its time has come.
    TrainingEvent.Stepped measuredAt(TrainingEvent.Stepped event) {
        long now = System.nanoTime();
        if (now - last < PAUSE) {
            return event;
        }
        last = now;
        long bytes = bytes();
        most = Math.max(most, bytes);
        Map<String, Double> measures = new LinkedHashMap<>(event.measures());
        measures.put(Metric.RESIDENT_BYTES, (double) bytes);
        device.get().ifPresent(own -> measures.put(Metric.DEVICE_BYTES, (double) own));
        energy.joules().ifPresent(joules -> measures.put(Metric.JOULES, joules));
        return new TrainingEvent.Stepped(
                event.step(),
                event.loss(),
                event.learningRate(),
                event.gradientNorm(),
                event.tokensPerSecond(),
                event.seconds(),
                measures);
    }

    /// What it held when this was made.
    long baseline() {
        return baseline;
    }

    /// The most since then.
    long peak() {
        most = Math.max(most, bytes());
        return peaks ? Math.max(most, ofLinux("VmHWM")) : most;
    }

    @Override
    public void close() {
        energy.close();
    }

    private static boolean beginPeak() {
        try {
            Files.writeString(RESET, "5");
            return ofLinux("VmHWM") > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static long bytes() {
        long resident = ofLinux("VmRSS");
        return resident > 0 ? resident : ofJava();
    }

    /// A line of the status, which is in units of 1024 bytes; 0 where there is none.
    private static long ofLinux(String name) {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> 1024
                            * Long.parseLong(line.substring(name.length() + 1)
                                    .replace("kB", "")
                                    .strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException e) {
            return 0;
        }
    }

    private static long ofJava() {
        var memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
    }
}
