package glassformer.app;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How soon the window is there, and how smoothly it runs while a worker trains, both with software rendering.
@Command(name = "window", description = "Times the window's start and its frames while a model trains.")
final class BenchWindowCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--starts", defaultValue = "5", description = "Starts to time (default: ${DEFAULT-VALUE}).")
    private int starts;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "How long to time frames (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    BenchWindowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (starts < 1 || seconds < 1) {
            throw new BadInputException("--starts and --seconds must be at least 1.");
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i <= starts; i++) {
            double time = start();
            if (i > 0) { // the first start warms the disk's cache
                times.add(time);
            }
        }
        times.sort(null);
        double median = times.get(times.size() / 2);
        HeadlessToolkit.choose();
        FrameBench.Result frames = FrameBench.measure(seconds);
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with("firstFrameMs", median)
                            .with("frameP50Ms", frames.p50())
                            .with("frameP95Ms", frames.p95())
                            .with("frames", frames.frames())
                            .with("steps", frames.steps()));
        } else {
            session.console()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "First frame after %.0f ms (median of %d starts, from the launcher on)%n"
                                    + "Frames while training: median %.1f ms, 95th percentile %.1f ms (%d frames, %d steps)%n",
                            median,
                            starts,
                            frames.p50(),
                            frames.p95(),
                            frames.frames(),
                            frames.steps());
        }
        return ExitCode.DONE;
    }

    /// Milliseconds from calling the launcher to the window's first frame and its end.
    private static double start() throws IOException, InterruptedException {
        String home = System.getProperty("glassformer.home");
        if (home == null) {
            throw new BadInputException("bench window times the launcher: run it as ./glassformer bench window.");
        }
        ProcessBuilder builder = new ProcessBuilder(Path.of(home, "glassformer").toString());
        builder.environment()
                .put(
                        "GLASSFORMER_JAVA_OPTIONS",
                        "-Dglass.platform=Headless -Dprism.order=sw -Dglassformer.startup=true");
        builder.redirectErrorStream(true);
        long begin = System.nanoTime();
        Process process = builder.start();
        boolean shown = process.inputReader().lines().anyMatch(line -> line.startsWith("first frame"));
        double time = (System.nanoTime() - begin) / 1e6;
        process.waitFor();
        if (!shown) {
            throw new BadInputException("The window showed no frame; ./glassformer says why.");
        }
        return time;
    }
}
