package glassformer.worker;

import java.util.List;
import java.util.Locale;

/// Says in plain words how a worker process ended.
final class WorkerDeath {
    private static final int SIGNAL_BASE = 128;
    private static final int MOST_DETAIL = 200;

    private WorkerDeath() {}

    /// @param exitCode  on Unix, 128 + N after signal N
    /// @param lastLines of its standard error
    static String sentence(int exitCode, List<String> lastLines) {
        return "The compute process " + cause(exitCode, lastLines) + ".";
    }

    private static String cause(int exitCode, List<String> lines) {
        if (lines.stream().anyMatch(line -> line.contains("OutOfMemoryError"))) {
            return "ran out of memory: a smaller model, batch or context length needs less";
        }
        return switch (exitCode) {
            case SIGNAL_BASE + 9 -> "was killed (signal 9), by a person or by the system because memory ran out";
            case SIGNAL_BASE + 15 -> "was told to end (signal 15)";
            case SIGNAL_BASE + 2 -> "was interrupted (signal 2)";
            case SIGNAL_BASE + 6, SIGNAL_BASE + 7, SIGNAL_BASE + 8, SIGNAL_BASE + 11 ->
                "crashed in native code (signal " + (exitCode - SIGNAL_BASE) + ")" + detail(lines);
            case 0 -> "ended by itself";
            default -> "ended with exit code " + (exitCode < 0 ? hex(exitCode) : exitCode) + detail(lines);
        };
    }

    private static String hex(int exitCode) {
        return String.format(Locale.ROOT, "0x%08X", exitCode);
    }

    private static String detail(List<String> lines) {
        return lines.reversed().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("#"))
                .findFirst()
                .map(line -> ": " + (line.length() > MOST_DETAIL ? line.substring(0, MOST_DETAIL) + "..." : line))
                .orElse("");
    }
}
