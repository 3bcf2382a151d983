package glassformer.app;

import glassformer.engine.EngineProvider;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// TornadoVM compiles with the JVM's own compiler interface, for which a JVM needs flags at its start: where its kit is
/// installed and this build has the engine, whatever computes does so in a process that has them.
final class TornadoProcess {
    /// Commands that compute nothing.
    private static final Set<String> OTHERS =
            Set.of("samples", "screenshots", "warm-up", "compare", "--help", "-h", "--version", "-V");

    private final TornadoSdk kit;
    private final boolean isBuiltIn;
    private final boolean isHere;

    /// @param isBuiltIn whether this build has the engine
    /// @param isHere    whether this process has the flags already
    TornadoProcess(TornadoSdk kit, boolean isBuiltIn, boolean isHere) {
        this.kit = kit;
        this.isBuiltIn = isBuiltIn;
        this.isHere = isHere;
    }

    static TornadoProcess here() {
        return new TornadoProcess(
                TornadoSdk.of(System.getenv(), Runtime.version().feature()),
                ServiceLoader.load(EngineProvider.class).stream()
                        .anyMatch(provider -> provider.type().getName().startsWith("glassformer.engine.tornado.")),
                System.getProperty("tornado.load.runtime.implementation") != null);
    }

    /// A JVM's flags for a process of ours that computes; none where TornadoVM is not used.
    List<String> flags() {
        return kit instanceof TornadoSdk.Ready ready && isBuiltIn ? ready.flags() : List.of();
    }

    /// Why TornadoVM's devices are not among those listed, where it is known without trying.
    @Nullable
    String problem() {
        return switch (kit) {
            case TornadoSdk.Unusable(String sentence) -> sentence;
            case TornadoSdk.Ready ready
            when !isBuiltIn ->
                "TornadoVM: installed in " + ready.folder() + ", but this build has no engine for it: build Glassformer"
                        + " with Maven's profile tornado.";
            case TornadoSdk.Ready ready -> null;
        };
    }

    /// Whether a command belongs in a process of its own.
    boolean takes(String... arguments) {
        return arguments.length > 0 && !OTHERS.contains(arguments[0]) && !isHere && !flags().isEmpty();
    }

    /// Runs a command there, with this process's streams.
    ///
    /// @return its exit code
    int run(Console console, String... arguments) {
        try {
            Process process = new ProcessBuilder(OwnProcess.command(flags(), arguments))
                    .inheritIO()
                    .start();
            // Who ends this process means the other.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                process.destroy();
                waitFor(process);
            }));
            return waitFor(process);
        } catch (IOException e) {
            console.err().println("glassformer: The process for TornadoVM could not be started: " + e.getMessage());
            return ExitCode.UNAVAILABLE;
        }
    }

    private static int waitFor(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // The other one's exit code is all that is left to tell.
                process.destroy();
            }
        }
    }
}
