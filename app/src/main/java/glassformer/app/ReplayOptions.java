package glassformer.app;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.Part;
import glassformer.replay.HeadHistory;
import glassformer.replay.Look;
import glassformer.replay.PictureColours;
import glassformer.replay.PictureWords;
import glassformer.replay.Replay;
import glassformer.replay.ReplayExport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How `inspect --replay` goes through a run's evaluations: as a table or JSON, and as pictures.
final class ReplayOptions {
    @Option(
            names = "--replay",
            description = "Goes through the run's evaluations: when each head formed, what was said of the probe"
                    + " sentence; with --out as numbered pictures, with --gif as an animation.")
    private boolean replay;

    @Option(names = "--against", paramLabel = "RUN", description = "With --replay: another run beside it, in step.")
    private @Nullable Path against;

    @Option(names = "--gif", paramLabel = "FILE", description = "With --replay: where to write the animation.")
    private @Nullable Path gif;

    @Option(
            names = "--large",
            paramLabel = "L.H",
            description = "With --replay: draws one head large, counted from 0; without it, all heads.")
    private @Nullable String large;

    @Option(
            names = "--delay",
            paramLabel = "MS",
            description = "With --replay: for how many milliseconds the animation shows each evaluation;"
                    + " ${DEFAULT-VALUE} without it.")
    private int delay = 400;

    @Option(names = "--dark", description = "With --replay: draws on a dark background.")
    private boolean dark;

    boolean isAsked() {
        return replay;
    }

    /// @throws BadInputException for options that only a replay has
    void requireNone() {
        if (against != null || gif != null || large != null || dark) {
            throw new BadInputException("--against, --gif, --large and --dark belong to --replay, which is missing.");
        }
    }

    /// @param out where to put numbered pictures
    void run(Session session, Path folder, @Nullable Path out, boolean json) {
        if (gif != null && !gif.toString().endsWith(".gif")) {
            throw new BadInputException("--gif is " + gif + ", but must end with .gif.");
        }
        List<Replay> runs = new ArrayList<>(List.of(Replay.open(folder)));
        if (against != null) {
            runs.add(Replay.open(session.current().resolve(against)));
        }
        ReplayExport export = new ReplayExport(
                runs, look(), dark ? PictureColours.DARK : PictureColours.LIGHT, PictureWords.ENGLISH, delay);
        List<Integer> steps = export.steps();
        ReplayReport report = new ReplayReport(session.console());
        JsonLine line = new JsonLine().with("steps", steps);
        List<Object> told = new ArrayList<>();
        for (Replay one : runs) {
            var curves = new HeadHistory(one).all();
            if (json) {
                told.add(report.fields(one, curves));
            } else {
                report.print(one, curves);
            }
        }
        line.with("runs", told);
        if (out != null) {
            List<Path> files = export.pngs(session.current().resolve(out), report.progress());
            line.with("pictures", files.stream().map(Path::toString).toList());
            report.note(files.size() + " pictures  " + session.current().resolve(out));
        }
        if (gif != null) {
            Path file = session.current().resolve(gif);
            export.gif(file, report.progress());
            line.with("gif", file.toString());
            report.note("Animation       " + file);
        }
        if (json) {
            session.console().out().println(line);
        }
    }

    private Look look() {
        if (large == null) {
            return Look.all();
        }
        Part part = Part.parse(large);
        if (part.head() == Part.WHOLE || part.kind() == Part.Kind.FEED_FORWARD) {
            throw new BadInputException("--large is " + large + ", but must be a layer and a head, such as 0.1.");
        }
        return Look.one(part.kind() == Part.Kind.CROSS ? Kind.CROSS : Kind.DECODER, part.block(), part.head());
    }
}
