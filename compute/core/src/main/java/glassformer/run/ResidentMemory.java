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

/// What this process holds in memory, and what is taken of the device's own, measured at most once a second.
///
/// Linux tells the resident pages of the whole process, natives included, in `/proc/self/statm`; elsewhere Java's own
/// heap and what it knows of outside it stand in.
final class ResidentMemory {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final long PAGE = 4096;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<OptionalLong> device;
    private long last = System.nanoTime() - PAUSE;

    /// @param device tells how much of the device's own memory is taken
    ResidentMemory(Supplier<OptionalLong> device) {
        this.device = device;
    }

    /// The same event, with the memory as a measure where its time has come.
    TrainingEvent.Stepped measuredAt(TrainingEvent.Stepped event) {
        long now = System.nanoTime();
        if (now - last < PAUSE) {
            return event;
        }
        last = now;
        Map<String, Double> measures = new LinkedHashMap<>(event.measures());
        measures.put(Metric.RESIDENT_BYTES, (double) bytes());
        device.get().ifPresent(bytes -> measures.put(Metric.DEVICE_BYTES, (double) bytes));
        return new TrainingEvent.Stepped(
                event.step(),
                event.loss(),
                event.learningRate(),
                event.gradientNorm(),
                event.tokensPerSecond(),
                event.seconds(),
                measures);
    }

    private static long bytes() {
        if (Files.isReadable(STATM)) {
            try {
                return PAGE * Long.parseLong(Files.readString(STATM).split(" ", 3)[1]);
            } catch (IOException | NumberFormatException e) {
                return ofJava();
            }
        }
        return ofJava();
    }

    private static long ofJava() {
        var memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
    }
}
