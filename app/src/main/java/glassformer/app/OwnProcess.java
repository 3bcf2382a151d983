package glassformer.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How this program starts itself again, for what computes in a process of its own.
final class OwnProcess {
    private OwnProcess() {}

    /// @param arguments a command and what belongs to it
    static List<String> command(String... arguments) {
        return command(TornadoProcess.here().flags(), arguments);
    }

    /// @param tornado TornadoVM's flags, which name a collector and modules of their own; or none
    static List<String> command(List<String> tornado, String... arguments) {
        List<String> command = new ArrayList<>(tornado.isEmpty() ? List.of() : sharedSignals());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow"); // ND4J's way to memory makes the JVM warn otherwise
        command.add("-Xlog:disable");
        if (tornado.isEmpty()) {
            // A model's numbers lie outside Java's heap, and the little in there is soon garbage.
            command.addAll(List.of(
                    "-XX:+UseSerialGC", "-Xms40m", "-Xmn24m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=25"));
            String cache = System.getProperty("glassformer.aot");
            if (cache != null) {
                command.add("-XX:AOTCache=" + cache);
            }
        } else {
            command.addAll(tornado);
            for (String name : List.of("glassformer.terminal", "glassformer.home")) {
                String value = System.getProperty(name);
                if (value != null) {
                    command.add("-D" + name + "=" + value);
                }
            }
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /// OpenCL drivers that bring LLVM replace the JVM's signal handlers while they compile, and take the JVM's own
    /// signals for a crash: compiling fails then, now and again. A library of the JDK keeps the JVM's in front.
    private static List<String> sharedSignals() {
        Path library = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
        Path env = Path.of("/usr/bin/env");
        return Files.exists(library) && Files.isExecutable(env)
                ? List.of(env.toString(), "LD_PRELOAD=" + library)
                : List.of();
    }
}
