package glassformer.ui.evaluate;

import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.run.Evaluations;
import glassformer.run.StoredEvaluation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Evaluations as a worker would have left them in a run.
final class DemoEvaluation {
    static final List<String> LABELS = List.of("animal", "food", "place");
    static final String NAME = "validation-step-20";

    private DemoEvaluation() {}

    /// 90 texts of three classes.
    ///
    /// @param wrong every which is taken for the next class
    static void classes(Path run, int wrong) {
        write(run, NAME, classes(wrong));
    }

    static ClassJudgements classes(int wrong) {
        Random random = new Random(wrong);
        List<Judgement.OfClass> all = IntStream.range(0, 90)
                .mapToObj(i -> {
                    double[] probabilities = new double[3];
                    for (int j = 0; j < 3; j++) probabilities[j] = 0.05 + 0.3 * random.nextDouble();
                    probabilities[(i + (i % wrong == 0 ? 1 : 0)) % 3] += 0.4 + random.nextDouble();
                    double sum = probabilities[0] + probabilities[1] + probabilities[2];
                    for (int j = 0; j < 3; j++) probabilities[j] /= sum;
                    return Judgement.OfClass.of(
                            "a text about a thing of the world, number " + i, LABELS.get(i % 3), LABELS, probabilities);
                })
                .toList();
        return new ClassJudgements("classifier", LABELS, all);
    }

    /// One head of each other kind.
    static void everything(Path run) {
        Random random = new Random(1);
        List<String> tags = List.of("B-PER", "I-PER", "O");
        write(
                run,
                "validation-step-10",
                new TagJudgements(
                        "tags",
                        tags,
                        IntStream.range(0, 30)
                                .mapToObj(i -> new Judgement.OfTags(
                                        "Ada Lovelace wrote notes " + i,
                                        List.of("B-PER", "I-PER", "O", "O", "O"),
                                        List.of("B-PER", tags.get(i % 3), "O", tags.get(i % 2 == 0 ? 2 : 0), "O")))
                                .toList()),
                new NumberJudgements(
                        "length",
                        IntStream.range(0, 60)
                                .mapToObj(
                                        i -> new Judgement.OfNumber("text " + i, i, 0.8 * i + 10 * random.nextDouble()))
                                .toList()),
                new TextJudgements(
                        "translation",
                        List.of(
                                new Judgement.OfText("twelve", "douze", "douze"),
                                new Judgement.OfText("ninety-one", "quatre-vingt-onze", "quatre-vingt-deux"))),
                new TokenJudgements(
                        "next",
                        false,
                        IntStream.range(0, 20)
                                .mapToObj(i -> new Judgement.OfTokens("a stretch of text " + i, 30 + i, 16, 60, -1))
                                .toList()));
    }

    private static void write(Path run, String name, Judgements... heads) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (Judgements head : heads) {
            head.measures()
                    .forEach((key, value) -> measures.put(heads.length == 1 ? key : key + "/" + head.head(), value));
        }
        new Evaluations(run)
                .write(new StoredEvaluation(
                        name,
                        String.valueOf(run.getFileName()),
                        20,
                        "validation",
                        "cpu",
                        Instant.parse("2025-01-02T03:04:05Z"),
                        0.5,
                        90,
                        measures,
                        List.of(heads)));
    }
}
