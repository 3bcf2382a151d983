package glassformer.app;

import glassformer.BadInputException;
import glassformer.ui.bench.FrameTimes;
import glassformer.ui.chart.ChartBench;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long a frame of a chart of three times a million points takes while it is panned and zoomed, with software
/// rendering.
@Command(name = "chart", description = "Times a chart of three million points while it is panned and zoomed.")
final class BenchChartCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--frames", defaultValue = "400", description = "Frames to time (default: ${DEFAULT-VALUE}).")
    private int frames;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    BenchChartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (frames < 1) {
            throw new BadInputException("--frames must be at least 1.");
        }
        ChartBench.Result result = ChartTiming.of(frames);
        print(result.draw(), result.pixels());
        return ExitCode.DONE;
    }

    private void print(FrameTimes draw, FrameTimes pixels) {
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with("frames", draw.pulses())
                            .with("drawP50Ms", draw.p50())
                            .with("drawP95Ms", draw.p95())
                            .with("drawWorstMs", draw.longest())
                            .with("pixelsP50Ms", pixels.p50())
                            .with("pixelsP95Ms", pixels.p95())
                            .with("pixelsWorstMs", pixels.longest()));
            return;
        }
        line("Drawing on the window's thread", draw);
        line("The same down to pixels      ", pixels);
    }

    private void line(String what, FrameTimes times) {
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        "%s: median %.1f ms, 95th percentile %.1f ms, worst %.1f ms (%d frames)%n",
                        what,
                        times.p50(),
                        times.p95(),
                        times.longest(),
                        times.pulses());
    }
}
