package glassformer.run;

import java.util.List;
import java.util.OptionalDouble;

/// All packages of a machine.
record ProcessorEnergy(List<PackageEnergy> packages) implements EnergyMeter {
    @Override
    public OptionalDouble joules() {
        return OptionalDouble.of(
                packages.stream().mapToDouble(PackageEnergy::joules).sum());
    }

    @Override
    public void close() {}
}
