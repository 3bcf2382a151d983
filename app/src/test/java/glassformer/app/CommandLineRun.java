package glassformer.app;

import glassformer.engine.Engines;
import glassformer.samples.SampleLabs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A command that was run in this process.
record CommandLineRun(int code, String out, String err) {
    /// @param folder that a person would be in
    static CommandLineRun of(Engines engines, Path folder, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8), errors, false);
        Session session = new Session(console, engines, new SampleLabs(), new Interrupts(errors), folder);
        int code = new CommandLineTool(session, new FailureLog(folder.resolve("failures"))).run(arguments);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
