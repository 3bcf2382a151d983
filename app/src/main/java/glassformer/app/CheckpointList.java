package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.Checkpoint;
import glassformer.run.DiskUse;
import glassformer.run.Metric;
import glassformer.run.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run's checkpoints: their steps, sizes, validation losses, and whether each is whole.
record CheckpointList(Console console, RunFolder run) {
    private static final double MEBIBYTE = 1 << 20;

    /// @param problem why it cannot be used; null for one that is whole
    private record Line(
            int step,
            long bytes,
            @Nullable Double loss,
            boolean result,
            @Nullable String problem) {}

    void print(boolean json) {
        List<Line> lines = lines();
        DiskUse use = run.diskUse();
        if (json) {
            console.out()
                    .println(new JsonLine()
                            .with("run", run.root().toString())
                            .with("bytes", use.total())
                            .with("checkpointBytes", use.checkpoints())
                            .with(
                                    "checkpoints",
                                    lines.stream().map(CheckpointList::fields).toList()));
            return;
        }
        console.out().printf("%10s %12s %16s%n", "step", "MiB", "validation loss");
        for (Line line : lines) {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%10d %12.2f %16s%s%n",
                            line.step(),
                            line.bytes() / MEBIBYTE,
                            line.loss() == null ? "-" : String.format(Locale.ROOT, "%.4f", line.loss()),
                            note(line));
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "The run takes %.2f MiB on the disk, its checkpoints %.2f MiB.%n",
                        use.total() / MEBIBYTE,
                        use.checkpoints() / MEBIBYTE);
    }

    private static String note(Line line) {
        if (line.problem() != null) {
            return "   damaged: " + line.problem();
        }
        return line.result() ? "   the result" : "";
    }

    private static Map<String, Object> fields(Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("step", line.step());
        fields.put("bytes", line.bytes());
        if (line.loss() != null) {
            fields.put("validationLoss", line.loss());
        }
        fields.put("result", line.result());
        fields.put("whole", line.problem() == null);
        return fields;
    }

    private List<Line> lines() {
        Map<Integer, Double> losses = new HashMap<>();
        run.metrics().stream()
                .filter(metric -> metric.split().equals(Metric.VALIDATION))
                .forEach(metric -> losses.put(metric.step(), metric.loss()));
        Integer result = run.status().result();
        List<Line> lines = new ArrayList<>();
        for (int step : run.checkpointSteps()) {
            Checkpoint checkpoint = run.checkpoint(step);
            lines.add(new Line(
                    step, checkpoint.bytes(), losses.get(step), result != null && step == result, problem(checkpoint)));
        }
        return lines;
    }

    private static @Nullable String problem(Checkpoint checkpoint) {
        try {
            checkpoint.validate();
            return null;
        } catch (BadInputException e) {
            return e.getMessage();
        }
    }
}
