package glassformer.app;

import glassformer.engine.Engines;
import glassformer.samples.SampleLabs;
import glassformer.worker.ReplicaProcesses;
import java.nio.file.Path;

/// The start of every Glassformer process: without arguments the window, with arguments a command.
public final class Main {
    private final Console console;
    private final Display display;
    private final WindowStarter window;

    Main(Console console, Display display, WindowStarter window) {
        this.console = console;
        this.display = display;
        this.window = window;
    }

    public static void main(String[] arguments) {
        Console console = Console.system();
        try (Engines engines = new Engines()) {
            var elsewhere =
                    new FittingEnvironment(console, System.getenv()).start(engines, OwnProcess.command(arguments));
            if (elsewhere.isPresent()) {
                System.exit(elsewhere.getAsInt());
            }
        }
        TornadoProcess tornado = TornadoProcess.here();
        if (tornado.takes(arguments)) {
            System.exit(tornado.run(console, arguments));
        }
        // A lambda, so that headless commands load no class of JavaFX.
        WindowStarter window = () -> new DesktopWindow(console.err(), FailureLog.inHome()).open();
        System.exit(new Main(console, Display.here(), window).start(arguments));
    }

    int start(String... arguments) {
        if (arguments.length == 0) {
            return openWindow();
        }
        Interrupts interrupts = new Interrupts(console.err());
        interrupts.install();
        try (Engines engines = new Engines(new ReplicaProcesses(OwnProcess.command("worker")))) {
            Session session = new Session(
                    console, engines, new SampleLabs(), interrupts, Path.of("").toAbsolutePath());
            return new CommandLineTool(session, FailureLog.inHome()).run(arguments);
        } finally {
            interrupts.commandDone();
        }
    }

    private int openWindow() {
        if (!display.isThere()) {
            console.err()
                    .println("glassformer: There is no display to open the window on; without one, use commands, as"
                            + " glassformer train wordnet-gpt (glassformer --help lists them).");
            return ExitCode.BAD_INPUT;
        }
        return window.open();
    }
}
