package glassformer.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a window can appear.
///
/// @param system   the system property `os.name`
/// @param platform the system property `glass.platform`
record Display(
        String system,
        Map<String, String> environment,
        @Nullable String platform) {
    static Display here() {
        return new Display(System.getProperty("os.name"), System.getenv(), System.getProperty("glass.platform"));
    }

    boolean isThere() {
        return !system.equals("Linux") || "Headless".equals(platform) || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    private boolean isSet(String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }
}
