package glassformer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line that starts a worker like this process: the same Java, the same class path.
final class WorkerStart {
    private WorkerStart() {}

    static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Xlog:disable");
        command.add("-Xlog:all=error:stderr");
        String cache = System.getProperty("glassformer.aot");
        if (cache != null) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.add("worker");
        return command;
    }
}
