package glassformer.ui.data;

import glassformer.data.DataReport;
import glassformer.data.DataReport.Same;
import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A sentence about the examples.
record Finding(Kind kind, String sentence) {
    private static final int PAIRS = 3;

    enum Kind {
        /// Something to mend.
        WARNING,
        /// Nothing to mend.
        FINE,
        /// Something to know.
        NOTE
    }

    /// What stands out, the gravest first.
    static List<Finding> of(ReadExamples read, Texts texts) {
        DataReport report = read.report();
        List<Integer> training = read.examples().trainingRows();
        List<Integer> validation = read.examples().validationRows();
        String trained = texts.format().whole(report.training());
        String judged = texts.format().whole(report.validation());
        List<Finding> found = new ArrayList<>();
        add(found, texts, "leaks", report.leaks(), judged, training, validation);
        add(found, texts, "contradictions", report.contradictions(), trained, training, training);
        add(found, texts, "duplicates", report.duplicates(), trained, training, training);
        add(found, texts, "validationDuplicates", report.validationDuplicates(), judged, validation, validation);
        for (String label : report.validationClasses().labels()) {
            if (!report.trainingClasses().counts().containsKey(label))
                found.add(new Finding(Kind.WARNING, texts.get("data.report.unlearned", label)));
        }
        if (found.isEmpty()) found.add(new Finding(Kind.FINE, texts.get("data.report.clean")));
        int total = report.trainingClasses().counts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        int most = report.trainingClasses().counts().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        if (most > 0)
            found.add(new Finding(
                    Kind.NOTE, texts.get("data.report.frequent", texts.format().percent((double) most / total))));
        return found;
    }

    private static void add(
            List<Finding> found,
            Texts texts,
            String name,
            List<Same> same,
            String of,
            List<Integer> firstRows,
            List<Integer> secondRows) {
        if (same.isEmpty()) return;
        String pairs = same.stream()
                .limit(PAIRS)
                .map(pair -> texts.get(
                        "data.report.pair",
                        texts.format().whole(firstRows.get(pair.first())),
                        texts.format().whole(secondRows.get(pair.second()))))
                .collect(Collectors.joining(texts.get("data.report.between")));
        String shown = same.size() > PAIRS ? texts.get("data.report.more", pairs) : pairs;
        found.add(new Finding(
                Kind.WARNING,
                texts.get(
                        "data.report." + name + (same.size() == 1 ? ".one" : ""),
                        texts.format().whole(same.size()),
                        of,
                        shown)));
    }
}
