package glassformer.app;

import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Starts this program again without the environment variables that would keep an engine from starting: a process
// cannot
/// take them away from itself, and the CPU is there all the same. The new process, and those that it starts, find the
/// value under another name, to say what was wrong with it.
final class FittingEnvironment {
    private final Console console;
    private final Map<String, String> environment;

    FittingEnvironment(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    /// The exit code of the other process; nothing where this one can go on.
    OptionalInt start(Engines engines, List<String> self) {
        Map<String, String> unfit = engines.unfitVariables(environment);
        if (unfit.isEmpty()) {
            return OptionalInt.empty();
        }
        unfit.values().forEach(sentence -> console.err().println("glassformer: " + sentence));
        ProcessBuilder again = new ProcessBuilder(self).inheritIO();
        again.environment().clear();
        again.environment().putAll(environment);
        for (String name : unfit.keySet()) {
            String value = again.environment().remove(name);
            if (value != null) {
                again.environment().put(EngineProvider.UNFIT + name, value);
            }
        }
        try {
            return OptionalInt.of(waitFor(again.start()));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /// A terminal's interrupt reaches both; this one has to outlive the other, whose end it tells.
    private static int waitFor(Process process) {
        Thread ending = new Thread(() -> waitQuietly(process), "ending");
        Runtime.getRuntime().addShutdownHook(ending);
        waitQuietly(process);
        return process.exitValue();
    }

    private static void waitQuietly(Process process) {
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
