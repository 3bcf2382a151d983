package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.BadInputException;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationsTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();

    @Test
    void everyPredictionComesBackFromTheFolder() {
        StoredEvaluation made = evaluation(
                "mixed",
                new ClassJudgements(
                        "topic",
                        List.of("a", "b"),
                        List.of(
                                Judgement.OfClass.of(
                                        "one\n\"two\"\u2028", "a", List.of("a", "b"), new double[] {0.3, 0.7}),
                                Judgement.OfClass.of("\u4eca\u5929", "b", List.of("a", "b"), new double[] {0.1, 0.9}))),
                new TagJudgements(
                        "tags",
                        List.of("B-X", "O"),
                        List.of(new Judgement.OfTags("a b", List.of("B-X", "O"), List.of("O", "O")))),
                new NumberJudgements("length", List.of(new Judgement.OfNumber("a", 0.1, -1e-17))),
                new TextJudgements("lm", List.of(new Judgement.OfText("a", "b", " b"))),
                new TokenJudgements("next", false, List.of(new Judgement.OfTokens("a", 1.5, 3, 4, -1))),
                new TokenJudgements("mlm", true, List.of(new Judgement.OfTokens("a", 1.5, 3, 4, 2))));
        Evaluations evaluations = new Evaluations(folder);
        evaluations.write(made);
        assertThat(evaluations.names()).containsExactly("mixed");
        assertThat(evaluations.read("mixed")).isEqualTo(made);
    }

    @Test
    void summaryHoldsWhatOtherProgramsNeed() throws IOException {
        Path written = new Evaluations(folder).write(evaluation("one", classes(40, 4)));
        var summary =
                new ObjectMapper().readTree(written.resolve("summary.json").toFile());
        var head = summary.path("heads").get(0);
        assertThat(head.at("/confusion/counts/0").size()).isEqualTo(2);
        assertThat(head.path("roc").get(0).path("auc").asDouble()).isBetween(0.5, 1.0);
        assertThat(head.at("/calibration/bins").size()).isEqualTo(10);
        assertThat(head.path("classes").get(0).path("support").asInt()).isEqualTo(20);
    }

    @Test
    void aMissingPredictionIsNoticed() throws IOException {
        Evaluations evaluations = new Evaluations(folder);
        Path file = evaluations.write(evaluation("one", classes(10, 3))).resolve("predictions.jsonl");
        Files.write(file, Files.readAllLines(file).subList(0, 9));
        assertThatThrownBy(() -> evaluations.read("one"))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("has 9 predictions of the head topic, but 10 were made; evaluate again.");
    }

    @Test
    void aModelThatIsRightMoreOftenIsClearlyBetter() {
        EvaluationComparison found =
                EvaluationComparison.of(evaluation("one", classes(200, 10)), evaluation("one", classes(200, 3)), 500);
        var accuracy = found.measures().getFirst().found();
        assertThat(accuracy.measure()).isEqualTo("accuracy");
        assertThat(accuracy.value()).isEqualTo(0.9);
        assertThat(accuracy.other()).isEqualTo(2 / 3.0, org.assertj.core.api.Assertions.within(0.01));
        assertThat(accuracy.isClear()).isTrue();
        assertThat(accuracy.probability()).isLessThan(0.01);
    }

    @Test
    void aModelIsNotBetterThanItself() {
        StoredEvaluation one = evaluation("one", classes(50, 4));
        for (var compared : EvaluationComparison.of(one, one, 200).measures()) {
            assertThat(compared.found().probability()).isEqualTo(1);
            assertThat(compared.found().isClear()).isFalse();
            assertThat(compared.found().difference()).isZero();
        }
    }

    @Test
    void modelsThatWereAskedOtherThingsAreNotCompared() {
        Judgements numbers = new NumberJudgements("topic", List.of(new Judgement.OfNumber("elsewhere", 1, 2)));
        Judgements others = new NumberJudgements("topic", List.of(new Judgement.OfNumber("here", 1, 2)));
        assertThatThrownBy(() -> EvaluationComparison.of(evaluation("one", numbers), evaluation("one", others)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("were not asked the same: example 1 is \"elsewhere\"");
    }

    @Test
    void trainingAndFilesAreJudgedToo() throws IOException {
        Path run = trained();
        StoredEvaluation training = evaluated(run, Examined.split("train"));
        StoredEvaluation validation = evaluated(run, Examined.VALIDATION);
        Files.writeString(folder.resolve("other.txt"), "tttt aaaa mmmm eeee hhhh nnnn");
        StoredEvaluation file = evaluated(run, new Examined.File(folder.resolve("other.txt")));
        assertThat(training.labels()).isGreaterThan(validation.labels());
        // 29 characters give three windows of 8, each character one byte.
        assertThat(file.labels()).isEqualTo(24);
        assertThat(file.measures().get("bitsPerByte"))
                .isCloseTo(
                        java.util.Objects.requireNonNull(file.loss()) / Math.log(2),
                        org.assertj.core.api.Assertions.within(1e-9));
        assertThat(Stream.of(training, validation, file).map(StoredEvaluation::name))
                .containsExactly("train-step-20", "validation-step-20", "file-other.txt-step-20");
    }

    @Test
    void aSplitThatLabsDoNotHaveIsRefused() {
        assertThatThrownBy(() -> Examined.split("test"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("train and validation")
                .hasMessageContaining("test set, as a file");
    }

    @Test
    void stoppingEndsAnEvaluation() throws IOException {
        Path run = trained();
        TrainingControl control = new TrainingControl();
        control.stop();
        assertThatThrownBy(() -> RunEvaluation.of(EvaluationRequest.usual(run), engines, RunListener.SILENT, control))
                .isInstanceOf(CancellationException.class);
        assertThat(new Evaluations(run).names()).isEmpty();
    }

    private StoredEvaluation evaluated(Path run, Examined what) {
        return RunEvaluation.of(
                EvaluationRequest.usual(run).on(what), engines, RunListener.SILENT, new TrainingControl());
    }

    private Path trained() throws IOException {
        Path run = folder.resolve("run");
        TrainingRun.start(TinyLab.in(folder), folder, run, engines, RunListener.SILENT, new TrainingControl());
        return run;
    }

    /// @param wrong every which is wrong
    private static ClassJudgements classes(int count, int wrong) {
        return new ClassJudgements(
                "topic",
                List.of("a", "b"),
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            double right = i % wrong == 0 ? 0.4 : 0.6 + i % 30 / 100.0;
                            return Judgement.OfClass.of(
                                    "text " + i,
                                    i % 2 == 0 ? "a" : "b",
                                    List.of("a", "b"),
                                    i % 2 == 0 ? new double[] {right, 1 - right} : new double[] {1 - right, right});
                        })
                        .toList());
    }

    private static StoredEvaluation evaluation(String name, Judgements... heads) {
        return new StoredEvaluation(
                name,
                "mine",
                7,
                "validation",
                "cpu",
                Instant.parse("2025-01-02T03:04:05Z"),
                0.5,
                10,
                Map.of("accuracy", 0.75),
                List.of(heads));
    }
}
