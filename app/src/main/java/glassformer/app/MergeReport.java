package glassformer.app;

import glassformer.text.LearnedMerge;
import glassformer.text.MergeTraining;
import glassformer.text.Progress;
import glassformer.text.Segmentations;
import glassformer.text.TokenizedText;
import glassformer.text.VocabularyCurve;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A training on the text, merge by merge, and how the text is cut at each size of the vocabulary.
final class MergeReport {
    private static final int EXCERPT = 200;
    private static final int MOST_ROWS = 40;

    private final MergeTraining training;
    private final String text;

    MergeReport(MergeTraining training, String text) {
        this.training = training;
        this.text = text;
    }

    private List<LearnedMerge> merges(int steps) {
        return training.merges().subList(0, Math.min(steps, training.merges().size()));
    }

    private String excerpt() {
        return text.codePointCount(0, text.length()) <= EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT));
    }

    private List<TokenizedText> cuts(int steps) {
        return Segmentations.of(training, excerpt(), merges(steps).size(), Progress.none())
                .after();
    }

    Map<String, @Nullable Object> replay(int steps) {
        List<TokenizedText> cuts = cuts(steps);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < merges(steps).size(); i++) {
            LearnedMerge merge = merges(steps).get(i);
            rows.add(new JsonLine()
                    .with("step", i + 1)
                    .with("left", training.readable(merge.merge().left()))
                    .with("right", training.readable(merge.merge().right()))
                    .with("token", training.readable(merge.token()))
                    .with("id", merge.id())
                    .with("count", merge.count())
                    .with("leftCount", merge.left())
                    .with("rightCount", merge.right())
                    .with("score", merge.score())
                    .with("tokens", merge.tokens())
                    .with("vocabSize", training.vocabularyAfter(i + 1))
                    .with("pieces", shown(cuts.get(i + 1)))
                    .fields());
        }
        return new JsonLine()
                .with("kind", training.tokenizer().kind())
                .with("vocabSize", training.vocabularyAfter(0))
                .with("merges", training.merges().size())
                .with("excerpt", excerpt())
                .with("pieces", shown(cuts.getFirst()))
                .with("steps", rows)
                .fields();
    }

    private static List<String> shown(TokenizedText text) {
        return text.pieces().stream().map(TokenizedText.Piece::shown).toList();
    }

    CsvTable replayTable(int steps) {
        CsvTable table = new CsvTable(
                "step", "left", "right", "token", "id", "count", "leftCount", "rightCount", "score", "tokens");
        for (int i = 0; i < merges(steps).size(); i++) {
            LearnedMerge merge = merges(steps).get(i);
            table.row(
                    i + 1,
                    training.readable(merge.merge().left()),
                    training.readable(merge.merge().right()),
                    training.readable(merge.token()),
                    merge.id(),
                    merge.count(),
                    merge.left(),
                    merge.right(),
                    merge.score(),
                    merge.tokens());
        }
        return table;
    }

    void printReplay(int steps, PrintStream out) {
        List<LearnedMerge> merges = merges(Math.min(steps, MOST_ROWS));
        List<TokenizedText> cuts = cuts(merges.size());
        out.printf(
                "%s learns %d merges from the text%n",
                training.tokenizer().kind(), training.merges().size());
        out.println("   step     count      score  pair");
        out.println("      0                       " + line(cuts.getFirst()));
        for (int i = 0; i < merges.size(); i++) {
            LearnedMerge merge = merges.get(i);
            out.printf(
                    Locale.ROOT,
                    "%7d %9d %10.3g  %s + %s%n",
                    i + 1,
                    merge.count(),
                    merge.score(),
                    TokensReport.visible(training.readable(merge.merge().left())),
                    TokensReport.visible(training.readable(merge.merge().right())));
            if (!cuts.get(i + 1).equals(cuts.get(i))) {
                out.println("                              " + line(cuts.get(i + 1)));
            }
        }
        if (merges(steps).size() > merges.size()) {
            out.println("... and " + (merges(steps).size() - merges.size()) + " more; --json and --out give all");
        }
    }

    private static String line(TokenizedText cut) {
        return cut.pieces().stream()
                .map(piece -> TokensReport.visible(piece.shown()).replace("\n", "\u23CE"))
                .collect(Collectors.joining("|"));
    }

    VocabularyCurve curve(Progress progress) {
        return VocabularyCurve.of(training, () -> List.of(text).iterator(), progress);
    }

    Map<String, @Nullable Object> fields(VocabularyCurve curve) {
        return new JsonLine()
                .with("kind", training.tokenizer().kind())
                .with(
                        "points",
                        curve.points().stream()
                                .map(point -> new JsonLine()
                                        .with("merges", point.steps())
                                        .with("vocabSize", point.vocabulary())
                                        .with("count", point.stats().tokens())
                                        .with("tokensPerWord", point.stats().tokensPerWord())
                                        .with("bytesPerToken", point.stats().bytesPerToken())
                                        .with("unknownRate", point.stats().unknownRate())
                                        .fields())
                                .toList())
                .fields();
    }

    static CsvTable table(VocabularyCurve curve) {
        CsvTable table = new CsvTable("merges", "vocabSize", "tokens", "tokensPerWord", "bytesPerToken", "unknownRate");
        curve.points()
                .forEach(point -> table.row(
                        point.steps(),
                        point.vocabulary(),
                        point.stats().tokens(),
                        point.stats().tokensPerWord(),
                        point.stats().bytesPerToken(),
                        point.stats().unknownRate()));
        return table;
    }

    void print(VocabularyCurve curve, PrintStream out) {
        out.println(training.tokenizer().kind() + " at each size of its vocabulary");
        out.println("vocabulary  tokens a word  bytes a token  unknown");
        curve.points()
                .forEach(point -> out.printf(
                        Locale.ROOT,
                        "%10d %14.3f %14.3f %6.1f %%%n",
                        point.vocabulary(),
                        point.stats().tokensPerWord(),
                        point.stats().bytesPerToken(),
                        100 * point.stats().unknownRate()));
    }

    String kind() {
        return training.tokenizer().kind();
    }
}
