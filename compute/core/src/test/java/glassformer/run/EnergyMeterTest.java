package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EnergyMeterTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    @DisabledOnOs(OS.WINDOWS) // a colon in a file's name
    void packagesAreAddedAndTheirPartsAreNot() throws IOException {
        counter("intel-rapl:0", 1_000_000);
        counter("intel-rapl:0:0", 500_000);
        counter("intel-rapl:1", 7_000_000);
        EnergyMeter meter = EnergyMeter.processor(folder);
        counter("intel-rapl:0", 3_500_000);
        counter("intel-rapl:0:0", 900_000);
        counter("intel-rapl:1", 7_250_000);
        assertThat(meter.joules()).hasValue(2.75);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCounterThatBeganAnewGoesOn() throws IOException {
        counter("intel-rapl:0", 9_000_000);
        EnergyMeter meter = EnergyMeter.processor(folder);
        counter("intel-rapl:0", 500_000);
        assertThat(meter.joules()).hasValue(1.5);
        counter("intel-rapl:0", 600_000);
        assertThat(meter.joules()).hasValue(1.6);
    }

    @Test
    void aSystemWithoutCountersTellsNothing() {
        assertThat(EnergyMeter.processor(folder).joules()).isEmpty();
        assertThat(EnergyMeter.processor(folder.resolve("nowhere")).joules()).isEmpty();
        assertThat(EnergyMeter.of(new Device("opencl:0", "tornado", "", 0)).joules())
                .isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aGpusPowerIsAddedUpOverTime() throws Exception {
        Path tool = tool("echo 100.00; sleep 0.4; echo 300.00; sleep 60");
        try (EnergyMeter meter = GpuEnergy.of(List.of(tool.toString()), "0")) {
            OptionalDouble first = waitFor(meter, 0);
            assertThat(first.orElseThrow()).isLessThan(100);
            // 40 J in the first 0.4 s, then 300 W.
            long before = System.nanoTime();
            double reached = waitFor(meter, 100).orElseThrow();
            double later = waitFor(meter, reached + 90).orElseThrow();
            double seconds = (System.nanoTime() - before) / 1e9;
            assertThat(later).isLessThan(40 + 300 * seconds + 100).isGreaterThan(reached);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aGpuThatDoesNotKnowItsPowerTellsNothing() throws Exception {
        try (EnergyMeter meter = GpuEnergy.of(List.of(tool("echo '[N/A]'").toString()), "0")) {
            Thread.sleep(Duration.ofMillis(200));
            assertThat(meter.joules()).isEmpty();
        }
        assertThat(GpuEnergy.of(List.of("/nowhere/nvidia-smi"), "0").joules()).isEmpty();
    }

    private static OptionalDouble waitFor(EnergyMeter meter, double joules) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            OptionalDouble now = meter.joules();
            if (now.isPresent() && now.getAsDouble() >= joules) {
                return now;
            }
            Thread.sleep(Duration.ofMillis(20));
        }
        return OptionalDouble.empty();
    }

    private void counter(String zone, long microjoules) throws IOException {
        Path zoneFolder = Files.createDirectories(folder.resolve(zone));
        Files.writeString(zoneFolder.resolve("energy_uj"), microjoules + "\n");
        Files.writeString(zoneFolder.resolve("max_energy_range_uj"), "10000000\n");
    }

    private Path tool(String script) throws IOException {
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(tool, "#!/bin/sh\n" + script + "\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        return tool;
    }
}
