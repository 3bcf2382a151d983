package glassformer.ui.common;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a device is called in the window's language. Most names are a maker's own; the CPU's is a phrase of the
// engine's.
public final class DeviceName {
    private static final Pattern CPU = Pattern.compile("CPU, (\\d+) threads");

    private DeviceName() {}

    /// @param name as the engine has it
    public static String of(String name, Texts texts) {
        Matcher cpu = CPU.matcher(name);
        return cpu.matches() ? texts.get("device.cpu", cpu.group(1)) : name;
    }
}
