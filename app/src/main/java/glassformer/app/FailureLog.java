package glassformer.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// Keeps the details of what should not have happened, for a report.
record FailureLog(Path folder) {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    static FailureLog inHome() {
        return new FailureLog(Path.of(System.getProperty("user.home"), ".glassformer", "failures"));
    }

    /// @return one sentence for a person that says where the details are
    String write(String doing, Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        String text = "%s%nJava %s on %s %s%n%n%s"
                .formatted(
                        doing, Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"), trace);
        String what = "Unexpected failure (" + problem.getClass().getSimpleName() + ")";
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(LocalDateTime.now().format(NAME) + ".txt");
            Files.writeString(file, text);
            return what + "; the details are in " + file + ".";
        } catch (IOException e) {
            return what + ": " + problem.getMessage() + ".";
        }
    }
}
