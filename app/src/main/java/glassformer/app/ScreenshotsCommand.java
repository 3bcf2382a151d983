package glassformer.app;

import glassformer.BadInputException;
import glassformer.ui.shell.PageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Option(
            names = "--only",
            paramLabel = "PAGE",
            split = ",",
            description = "Only these pages (default: all): home, build, data, tokens, train, inspect, map, generate,"
                    + " evaluate, compare, devices, export.")
    private List<String> only = List.of();

    ScreenshotsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (steps < 1) {
            throw new BadInputException("--steps is " + steps + ", but must be at least 1.");
        }
        Set<PageId> pages = pages();
        Path folder = session.current().resolve(out);
        Files.createDirectories(folder);
        HeadlessToolkit.choose();
        int pictures = new PageTour(folder, steps, pages, session.console().err()).pictures(languages);
        session.console().out().println(pictures + " pictures in " + folder);
        return ExitCode.DONE;
    }

    private Set<PageId> pages() {
        Set<PageId> pages = EnumSet.noneOf(PageId.class);
        for (String name : only) {
            pages.add(Stream.of(PageId.values())
                    .filter(page -> page.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException("--only is " + name + ", but must be a page: "
                            + Stream.of(PageId.values())
                                    .map(page -> page.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))
                            + ".")));
        }
        return only.isEmpty() ? EnumSet.allOf(PageId.class) : pages;
    }
}
