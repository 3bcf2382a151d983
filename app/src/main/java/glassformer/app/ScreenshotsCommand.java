package glassformer.app;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "screenshots",
        description = "Trains samples for a moment in a hidden window and saves a picture of every page.")
final class ScreenshotsCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the pictures go.")
    private Path out = Path.of("");

    @Option(
            names = "--language",
            split = ",",
            defaultValue = "en,zh-CN",
            description = "Languages (default: ${DEFAULT-VALUE}).")
    private List<String> languages = List.of();

    @Option(names = "--steps", defaultValue = "300", description = "Training steps before the pictures.")
    private int steps;

    ScreenshotsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (steps < 1) {
            throw new BadInputException("--steps is " + steps + ", but must be at least 1.");
        }
        Path folder = session.current().resolve(out);
        Files.createDirectories(folder);
        HeadlessToolkit.choose();
        int pictures = new PageTour(folder, steps, session.console().err()).pictures(languages);
        session.console().out().println(pictures + " pictures in " + folder);
        return ExitCode.DONE;
    }
}
