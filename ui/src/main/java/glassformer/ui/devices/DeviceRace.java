package glassformer.ui.devices;

import java.util.List;

/// Trains the open lab on several devices, one after the other, to be compared.
@FunctionalInterface
public interface DeviceRace {
    void on(List<String> devices);
}
