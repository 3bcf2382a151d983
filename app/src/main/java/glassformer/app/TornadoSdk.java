package glassformer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// TornadoVM's software kit, which compiles kernels for OpenCL, CUDA and Metal devices, as far as it is installed here.
sealed interface TornadoSdk {
    /// Where it is, by the names that its present and its earlier releases use.
    List<String> VARIABLES = List.of("TORNADOVM_HOME", "TORNADO_SDK");

    /// @param sentence why it cannot be used, and what would help
    record Unusable(String sentence) implements TornadoSdk {}

    /// @param flags with which a JVM can use it, its own argument file first
    record Ready(Path folder, List<String> flags) implements TornadoSdk {}

    /// What the environment names.
    ///
    /// @param feature the JDK's version that Glassformer runs on
    static TornadoSdk of(Map<String, String> environment, int feature) {
        for (String variable : VARIABLES) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                return in(Path.of(value), variable, feature);
            }
        }
        return new Unusable("TornadoVM: not installed; to compute on OpenCL, CUDA or Metal devices, install its SDK for"
                + " JDK " + feature + " (tornadovm.org) and set " + VARIABLES.getFirst() + " to its folder.");
    }

    private static TornadoSdk in(Path folder, String variable, int feature) {
        Path modules = folder.resolve("share/java/tornado");
        Path file = folder.resolve("tornado-argfile");
        Path template = folder.resolve("tornado-argfile.template");
        boolean expanded = Files.isRegularFile(file);
        if (!Files.isDirectory(modules) || !(expanded || Files.isRegularFile(template))) {
            return new Unusable("TornadoVM: " + variable + " is " + folder + ", which has no tornado-argfile and no"
                    + " share/java/tornado: set it to the folder of an installed SDK.");
        }
        try {
            int made = madeFor(modules);
            if (made != 0 && made != feature) {
                return new Unusable("TornadoVM: the SDK in " + folder + " is for JDK " + made + ", but Glassformer runs"
                        + " on JDK " + feature + ": install its build for JDK " + feature + ".");
            }
            Path flags = expanded ? file : expanded(template, folder);
            // The argument file has the current folder among the modules, where anything may lie: the last one counts.
            return new Ready(folder, List.of("@" + flags, "--module-path", modules.toString()));
        } catch (IOException | UncheckedIOException e) {
            return new Unusable("TornadoVM: the SDK in " + folder + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /// The JDK that its libraries' names tell; 0 where they tell none.
    private static int madeFor(Path modules) throws IOException {
        Pattern name = Pattern.compile("tornado-api-.*jdk(\\d+).*\\.jar");
        try (Stream<Path> files = Files.list(modules)) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .findFirst()
                    .orElse(0);
        }
    }

    private static Path expanded(Path template, Path folder) throws IOException {
        Path file = Files.createTempFile("glassformer-tornado-", ".args");
        file.toFile().deleteOnExit();
        return Files.writeString(file, Files.readString(template).replace("${TORNADOVM_HOME}", folder.toString()));
    }
}
