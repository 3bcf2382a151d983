package glassformer.app;

import glassformer.inspect.HeadRole;
import glassformer.replay.Bar;
import glassformer.replay.Frame;
import glassformer.replay.HeadCurve;
import glassformer.replay.Replay;
import glassformer.replay.ReplayExport;
import glassformer.replay.Stored;
import glassformer.run.Sample;
import glassformer.train.HeadReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `inspect --replay` says of a run, as a table and as JSON.
record ReplayReport(Console console) {
    private static final int TEXT = 60;

    void print(Replay replay, List<HeadCurve> curves) {
        console.out().println(replay.name() + ": " + replay.steps().size() + " evaluations");
        replay.missing().forEach(missing -> console.out().println("The run has " + missing.missing() + "."));
        console.out().printf("%8s %10s %12s  %s%n", "step", "loss", "probability", "text");
        for (int step : replay.steps()) {
            Frame frame = replay.frame(step);
            Sample sample = frame.sample();
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%8d %10s %12s  %s%n",
                            step,
                            number(frame.validationLoss()),
                            number(mean(frame.readings())),
                            sample == null ? "" : shortened(sample.prompt() + " → " + sample.text()));
        }
        for (HeadCurve curve : curves) {
            curve.formed().ifPresent(formed -> console.out()
                    .printf(
                            Locale.ROOT,
                            "Layer %d head %d (%s) is %s since step %d; its score went from %.3f to %.3f%n",
                            curve.layer(),
                            curve.head(),
                            curve.kind().id(),
                            formed.role().id(),
                            formed.step(),
                            curve.points().getFirst().scores().of(formed.role()),
                            curve.points().getLast().scores().of(formed.role())));
        }
    }

    /// Of what should be said, over the places where that is known.
    private static double mean(List<HeadReading> readings) {
        return readings.stream()
                .flatMap(reading -> reading.places().stream())
                .filter(place -> place.target() != null)
                .flatMap(place -> java.util.stream.Stream.ofNullable(place.target()))
                .mapToDouble(HeadReading.Likelihood::probability)
                .average()
                .orElse(Double.NaN);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String shortened(String text) {
        String line = text.replace("\n", "⏎");
        return line.length() > TEXT ? line.substring(0, line.offsetByCodePoints(0, TEXT / 2)) + "…" : line;
    }

    Map<String, @Nullable Object> fields(Replay replay, List<HeadCurve> curves) {
        return new JsonLine()
                .with("run", replay.run().root().toString())
                .with(
                        "missing",
                        replay.missing().stream()
                                .map(Stored::name)
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .toList())
                .with(
                        "evaluations",
                        replay.steps().stream()
                                .map(step -> evaluation(replay.frame(step)))
                                .toList())
                .with("heads", curves.stream().map(ReplayReport::fields).toList())
                .fields();
    }

    private static Map<String, @Nullable Object> evaluation(Frame frame) {
        Sample sample = frame.sample();
        List<Map<String, @Nullable Object>> heads = new ArrayList<>();
        for (HeadReading reading : frame.readings()) {
            heads.add(new JsonLine()
                    .with("head", reading.head())
                    .with("kind", reading.kind().id())
                    .with("value", reading.value())
                    .with(
                            "bars",
                            Bar.of(reading).stream().map(ReplayReport::fields).toList())
                    .fields());
        }
        return new JsonLine()
                .with("step", frame.step())
                .with("validationLoss", frame.validationLoss())
                .with("trainLoss", frame.trainingLoss())
                .with("text", sample == null ? null : sample.text())
                .with("says", heads)
                .fields();
    }

    private static Map<String, @Nullable Object> fields(Bar bar) {
        return new JsonLine()
                .with("place", bar.place())
                .with("read", bar.read())
                .with("said", bar.said())
                .with("probability", bar.probability())
                .with("likeliest", bar.likeliest())
                .fields();
    }

    /// Of each step whose attention is stored, in order.
    private static Map<String, @Nullable Object> fields(HeadCurve curve) {
        HeadCurve.Formed formed = curve.formed().orElse(null);
        JsonLine scores = new JsonLine();
        for (HeadRole role : HeadRole.values()) {
            List<@Nullable Double> values = new ArrayList<>();
            for (HeadCurve.Point point : curve.points()) {
                double score = point.scores().of(role);
                values.add(Double.isNaN(score) ? null : (Double) score); // JSON has no NaN
            }
            scores.with(role.id(), values);
        }
        return new JsonLine()
                .with("kind", curve.kind().id())
                .with("layer", curve.layer())
                .with("head", curve.head())
                .with("role", formed == null ? null : formed.role().id())
                .with("formedAt", formed == null ? null : formed.step())
                .with(
                        "steps",
                        curve.points().stream().map(HeadCurve.Point::step).toList())
                .with("scores", scores.fields())
                .fields();
    }

    ReplayExport.Progress progress() {
        return (done, all) -> {
            if (done == all || done % 50 == 0) {
                note("Picture " + done + " of " + all);
            }
        };
    }

    void note(String line) {
        console.err().println(line);
    }
}
