package glassformer.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where the window keeps things.
///
/// @param settings what it remembers from one start to the next
/// @param labs     a person's own labs; relative data paths of a new lab start here
record Places(Path settings, Path labs) {
    static Places here() {
        return of(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Places of(String system, Map<String, String> environment, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        Path settings;
        if (name.startsWith("windows")) {
            settings = folder(environment, "APPDATA", home.resolve("AppData/Roaming"))
                    .resolve("Glassformer");
        } else if (name.startsWith("mac")) {
            settings = home.resolve("Library/Application Support/Glassformer");
        } else {
            settings = folder(environment, "XDG_CONFIG_HOME", home.resolve(".config"))
                    .resolve("glassformer");
        }
        return new Places(settings, home.resolve("Glassformer"));
    }

    Path runs() {
        return labs.resolve("runs");
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }
}
