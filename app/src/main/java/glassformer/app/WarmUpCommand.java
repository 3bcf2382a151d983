package glassformer.app;

import glassformer.worker.WorkerServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Does a little of everything, silently. The launcher records it, so that later starts find classes loaded and
/// linked (the JVM's ahead-of-time cache, JEP 483).
@Command(name = "warm-up", hidden = true, description = "Does a little of everything, for the launcher.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String TEXT = "A tree is a plant. A house is a building. A dog is an animal.\n\n";
    private static final List<String> TINY = List.of(
            "tokenizer.vocabSize=300",
            "model.layers=1",
            "model.heads=2",
            "model.dim=16",
            "model.contextLength=16",
            "training.steps=2",
            "training.batchSize=2",
            "training.evaluateBatches=1",
            "training.schedule.warmupSteps=1",
            "training.device=cpu",
            "data.source=file:text.txt",
            "data.validationFraction=0.3");

    private final Session session;
    private final FailureLog failures;

    WarmUpCommand(Session session, FailureLog failures) {
        this.session = session;
        this.failures = failures;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("warm-up")) {
            commands(folder.path());
            greetWorker();
            window(folder.path());
        }
        return ExitCode.DONE;
    }

    private void commands(Path folder) throws IOException {
        Files.writeString(folder.resolve("text.txt"), TEXT.repeat(100));
        Files.writeString(
                folder.resolve("lab.json"),
                session.samples().json(session.samples().names().getFirst()));
        String run = folder.resolve("run").toString();
        Stream<String> train = Stream.concat(
                Stream.of("train", folder.toString(), "--out", run, "--json"),
                TINY.stream().flatMap(setting -> Stream.of("--set", setting)));
        silently("--help");
        silently("samples", "--json");
        silently("devices");
        silently(train.toArray(String[]::new));
        silently("generate", run, "--max-tokens", "5");
        silently("inspect", run, "--text", "A tree", "--json");
    }

    /// One message through the protocol's classes.
    private void greetWorker() throws InterruptedException {
        String hello = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"worker/hello\"}";
        String message = "Content-Length: " + hello.length() + "\r\n\r\n" + hello;
        new WorkerServer(Version.current(), session.engines(), session.runs(), session.runs())
                .serve(
                        new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream());
    }

    /// The window's classes, on JavaFX's headless platform.
    private static void window(Path folder) {
        HeadlessToolkit.choose();
        WarmUpWindow.visit(new Places(folder, folder));
    }

    private void silently(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Session silent = new Session(
                new Console(nowhere, nowhere, true),
                session.engines(),
                session.samples(),
                session.interrupts(),
                session.current());
        new CommandLineTool(silent, failures).run(arguments);
    }
}
