package glassformer.run;

import glassformer.engine.Device;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What a device has used since the meter was made, by everything that runs on it, in joules.
///
/// A processor's is what Linux reads from its packages' counters (running average power limit, in
/// `/sys/class/powercap`), which only some processors have and some systems show to their administrator only. An NVIDIA
/// GPU's is its power over time, as `nvidia-smi` tells it.
public interface EnergyMeter extends AutoCloseable {
    /// Nothing where the system does not tell.
    OptionalDouble joules();

    @Override
    void close();

    /// Tells nothing.
    EnergyMeter NONE = new EnergyMeter() {
        @Override
        public OptionalDouble joules() {
            return OptionalDouble.empty();
        }

        @Override
        public void close() {}
    };

    static EnergyMeter of(Device device) {
        if (device.id().startsWith("cuda:") && !device.id().contains("+")) {
            return GpuEnergy.of(List.of("nvidia-smi"), device.id().substring("cuda:".length()));
        }
        return device.id().startsWith("cpu") ? processor(Path.of("/sys/class/powercap")) : NONE;
    }

    /// @param folder where the system lists its counters
    static EnergyMeter processor(Path folder) {
        List<PackageEnergy> packages = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            // A package's parts are `intel-rapl:0:0`; they are in the package's own count. AMD's have the same names.
            try (DirectoryStream<Path> zones = Files.newDirectoryStream(folder, "intel-rapl:[0-9]*")) {
                for (Path zone : zones) {
                    if (zone.getFileName().toString().matches("intel-rapl:\\d+")) {
                        PackageEnergy.of(zone).ifPresent(packages::add);
                    }
                }
            } catch (IOException e) {
                return NONE;
            }
        }
        return packages.isEmpty() ? NONE : new ProcessorEnergy(packages);
    }
}
