package glassformer.ui.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The folder of a new run: the lab's name and the time, for example `tiny-shakespeare-20260131-142530`.
public final class RunName {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final int LONGEST = 60;

    private RunName() {}

    /// A folder that does not exist yet.
    public static Path in(Path runs, String lab, LocalDateTime now) {
        String name = safe(lab) + "-" + TIME.format(now);
        Path folder = runs.resolve(name);
        for (int copy = 2; Files.exists(folder); copy++) folder = runs.resolve(name + "-" + copy);
        return folder;
    }

    /// Without what some system does not allow in a file's name.
    private static String safe(String lab) {
        String safe = lab.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String cut = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        return cut.isEmpty() ? "run" : cut;
    }
}
