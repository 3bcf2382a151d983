package glassformer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// The counter of one processor package, in microjoules. It begins anew at 0 after its largest value, every few minutes
/// on a busy processor: read it more often than that.
final class PackageEnergy {
    private final Path counter;
    private final long range;
    private long last;
    private long used;

    private PackageEnergy(Path counter, long range, long first) {
        this.counter = counter;
        this.range = range;
        this.last = first;
    }

    /// Nothing where it cannot be read.
    static Optional<PackageEnergy> of(Path zone) {
        Path counter = zone.resolve("energy_uj");
        OptionalLong first = read(counter);
        OptionalLong range = read(zone.resolve("max_energy_range_uj"));
        return first.isPresent() && range.isPresent()
                ? Optional.of(new PackageEnergy(counter, range.getAsLong(), first.getAsLong()))
                : Optional.empty();
    }

    /// Since it was made; what was last known where it can no longer be read.
    double joules() {
        read(counter).ifPresent(now -> {
            used += now >= last ? now - last : now + range - last;
            last = now;
        });
        return used / 1e6;
    }

    private static OptionalLong read(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
