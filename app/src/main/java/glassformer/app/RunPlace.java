package glassformer.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Where a run goes when nobody says: `runs/<lab name>-<date-time>` under the current folder.
final class RunPlace {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int MOST_CHARACTERS = 60;

    private RunPlace() {}

    static Path of(Path current, String lab, LocalDateTime now) {
        String name = plain(lab) + "-" + now.format(TIME);
        Path place = current.resolve("runs").resolve(name);
        for (int i = 2; Files.exists(place); i++) {
            place = current.resolve("runs").resolve(name + "-" + i);
        }
        return place;
    }

    /// Letters and digits of any script stay, everything else becomes a hyphen, for all file systems.
    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = plain.length() > MOST_CHARACTERS ? plain.substring(0, MOST_CHARACTERS) : plain;
        return cut.isEmpty() ? "lab" : cut;
    }
}
