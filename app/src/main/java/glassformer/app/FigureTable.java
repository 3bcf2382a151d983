package glassformer.app;

import glassformer.run.RunFigures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line a run with what came of it, the winner marked with a star.
final class FigureTable {
    private final String caption;
    private final List<Line> lines = new ArrayList<>();

    private record Line(boolean won, String name, String state, RunFigures figures) {}

    /// @param caption of the runs' names
    FigureTable(String caption) {
        this.caption = caption;
    }

    void add(boolean won, String name, String state, RunFigures figures) {
        lines.add(new Line(won, name, state, figures));
    }

    void print(PrintStream out) {
        boolean energy =
                lines.stream().anyMatch(line -> Double.isFinite(line.figures().joules()));
        int width = lines.stream().mapToInt(line -> line.name().length()).reduce(caption.length(), Math::max);
        String format = "%s %-" + width + "s  %-9s %7s  %8s  %10s  %8s  %7s  %7s  %8s  %8s%s%n";
        out.printf(
                Locale.ROOT,
                format,
                " ",
                caption,
                "State",
                "Steps",
                "Training",
                "Validation",
                "Best",
                "At step",
                "Time",
                "Tokens/s",
                "ms/step",
                energy ? "    Energy" : "");
        for (Line line : lines) {
            RunFigures figures = line.figures();
            out.printf(
                    Locale.ROOT,
                    format,
                    line.won() ? "*" : " ",
                    line.name(),
                    line.state(),
                    figures.step(),
                    loss(figures.trainLoss()),
                    loss(figures.validationLoss()),
                    loss(figures.bestValidationLoss()),
                    figures.bestStep() < 0 ? "-" : Integer.toString(figures.bestStep()),
                    Progress.duration(figures.seconds()),
                    Double.isFinite(figures.tokensPerSecond()) ? Progress.count(figures.tokensPerSecond()) : "-",
                    Double.isFinite(figures.millisecondsPerStep())
                            ? String.format(Locale.ROOT, "%.1f", figures.millisecondsPerStep())
                            : "-",
                    energy ? String.format("%10s", joules(figures.joules())) : "");
        }
    }

    /// The same for JSON.
    static Map<String, @Nullable Object> fields(RunFigures figures) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("steps", figures.step());
        fields.put("trainLoss", figures.trainLoss());
        fields.put("validationLoss", figures.validationLoss());
        fields.put("bestValidationLoss", figures.bestValidationLoss());
        fields.put("bestStep", figures.bestStep() < 0 ? null : figures.bestStep());
        fields.put("seconds", figures.seconds());
        fields.put("tokensPerSecond", figures.tokensPerSecond());
        fields.put("millisecondsPerStep", figures.millisecondsPerStep());
        fields.put("joules", figures.joules());
        return fields;
    }

    private static String joules(double joules) {
        return Double.isFinite(joules) ? Progress.count(joules) + "J" : "-";
    }

    private static String loss(double loss) {
        return Double.isFinite(loss) ? String.format(Locale.ROOT, "%.4f", loss) : "-";
    }
}
