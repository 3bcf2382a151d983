package glassformer.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/// `race.csv`: a line an entry with the settings that the race varies and what came of them. A number that there is
/// none of is an empty cell.
final class RaceTable {
    private static final List<String> FIGURES = List.of(
            "state",
            "step",
            "trainLoss",
            "validationLoss",
            "bestValidationLoss",
            "bestStep",
            "seconds",
            "tokensPerSecond",
            "millisecondsPerStep",
            "joules");

    private RaceTable() {}

    static String csv(List<RaceResult> results) {
        Set<String> keys = new LinkedHashSet<>();
        results.forEach(result -> keys.addAll(result.entry().changes().keySet()));
        StringJoiner header = new StringJoiner(",", "", "\n").add("run");
        keys.forEach(key -> header.add(quoted(key)));
        FIGURES.forEach(header::add);
        StringBuilder csv = new StringBuilder(header.toString());
        for (RaceResult result : results) {
            csv.append(line(result, keys));
        }
        return csv.toString();
    }

    private static String line(RaceResult result, Set<String> keys) {
        RunFigures figures = result.figures();
        StringJoiner line = new StringJoiner(",", "", "\n");
        line.add(quoted(String.valueOf(result.run().getFileName())));
        keys.forEach(key -> line.add(quoted(result.entry().changes().getOrDefault(key, ""))));
        return line.add(
                        result.state() == null
                                ? "waiting"
                                : result.state().name().toLowerCase(Locale.ROOT))
                .add(Integer.toString(figures.step()))
                .add(number(figures.trainLoss()))
                .add(number(figures.validationLoss()))
                .add(number(figures.bestValidationLoss()))
                .add(figures.bestStep() < 0 ? "" : Integer.toString(figures.bestStep()))
                .add(number(figures.seconds()))
                .add(number(figures.tokensPerSecond()))
                .add(number(figures.millisecondsPerStep()))
                .add(number(figures.joules()))
                .toString();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
