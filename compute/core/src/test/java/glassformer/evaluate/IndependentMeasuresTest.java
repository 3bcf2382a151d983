package glassformer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against scikit-learn, scipy, nltk and definitions written out in Python, see `src/test/python/metrics.py`.
class IndependentMeasuresTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    @ParameterizedTest
    @MethodSource("classes")
    void classesAreScoredAsByScikitLearn(JsonNode wanted) {
        ClassJudgements judged = judged(wanted);
        ConfusionMatrix confusion = judged.confusion();
        assertThat(confusion.labels()).isEqualTo(strings(wanted.path("known")));
        assertThat(confusion.counts()).isEqualTo(list(wanted.path("confusion"), row -> list(row, JsonNode::asInt)));
        assertThat(confusion.accuracy()).isEqualTo(number(wanted, "accuracy"), CLOSE);
        for (int i = 0; i < confusion.labels().size(); i++) {
            ClassScores scores = confusion.scores(i);
            assertThat(scores.precision())
                    .isEqualTo(wanted.at("/precision/" + i).asDouble(), CLOSE);
            assertThat(scores.recall()).isEqualTo(wanted.at("/recall/" + i).asDouble(), CLOSE);
            assertThat(scores.f1()).isEqualTo(wanted.at("/f1/" + i).asDouble(), CLOSE);
            assertThat(scores.support()).isEqualTo(wanted.at("/support/" + i).asInt());
        }
        for (ClassScores mean : List.of(confusion.micro(), confusion.macro(), confusion.weighted())) {
            JsonNode means = wanted.path("means").path(mean.label());
            assertThat(List.of(mean.precision(), mean.recall(), mean.f1()))
                    .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                    .isEqualTo(list(means, JsonNode::asDouble));
        }
        assertThat(judged.measures().get("logLoss")).isEqualTo(number(wanted, "logLoss"), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void curvesAreThoseOfScikitLearn(JsonNode wanted) {
        List<Roc> curves = judged(wanted).rocs();
        assertThat(curves).hasSize(wanted.path("curves").size());
        for (int i = 0; i < curves.size(); i++) {
            JsonNode curve = wanted.path("curves").get(i);
            assertThat(curves.get(i).label()).isEqualTo(curve.path("label").asText());
            assertThat(curves.get(i).auc()).isEqualTo(number(curve, "auc"), CLOSE);
            same(curves.get(i).points().stream().map(Roc.Point::falsePositives).toList(), curve.path("falsePositives"));
            same(curves.get(i).points().stream().map(Roc.Point::truePositives).toList(), curve.path("truePositives"));
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void calibrationIsThatOfScikitLearn(JsonNode wanted) {
        Calibration calibration = judged(wanted).calibration();
        List<Calibration.Bin> filled =
                calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
        same(filled.stream().map(Calibration.Bin::accuracy).toList(), wanted.path("binAccuracies"));
        same(filled.stream().map(Calibration.Bin::confidence).toList(), wanted.path("binConfidences"));
        assertThat(calibration.expectedError()).isEqualTo(number(wanted, "expectedError"), CLOSE);
        assertThat(calibration.maximumError()).isEqualTo(number(wanted, "maximumError"), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("tags")
    void entitiesAreThoseOfNltksChunks(JsonNode wanted) {
        TagJudgements judged = tagged(wanted);
        assertThat(judged.marksEntities()).isTrue();
        assertThat(judged.entities().stream().map(ClassScores::label))
                .containsExactlyElementsOf(() -> wanted.path("scores").fieldNames());
        for (ClassScores scores : judged.entities()) {
            JsonNode right = wanted.path("scores").path(scores.label());
            same(List.of(scores.precision(), scores.recall(), scores.f1(), (double) scores.support()), right);
        }
        assertThat(judged.measures().get("tokenAccuracy")).isEqualTo(number(wanted, "tokenAccuracy"), CLOSE);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersAreScoredAsByScikitLearnAndScipy(JsonNode wanted) {
        var measures = numbered(wanted).measures();
        for (String name : List.of(
                "meanSquaredError", "meanAbsoluteError", "explainedVariance", "correlation", "rankCorrelation")) {
            assertThat(measures.get(name)).as(name).isEqualTo(number(wanted, name), CLOSE);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsAreCutIntoTheWordsOfSacrebleu(JsonNode wanted) {
        List<String> references = strings(wanted.path("references"));
        WordTokenization tokenization = WordTokenization.suiting(references);
        assertThat(tokenization.id()).isEqualTo(wanted.path("tokenization").asText());
        assertThat(references.stream().map(tokenization::words).toList())
                .isEqualTo(list(wanted.path("words"), IndependentMeasuresTest::strings));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void bleuChrfAndRougeAreTheDefined(JsonNode wanted) {
        var measures = translated(wanted).measures();
        for (String name : List.of("bleu", "chrf", "rougeL", "exactMatch")) {
            assertThat(measures.get(name)).as(name).isEqualTo(number(wanted, name), CLOSE);
        }
    }

    @ParameterizedTest
    @MethodSource("bootstraps")
    void bootstrapDrawsAndRanksAsDefined(JsonNode wanted) {
        PairedBootstrap found = PairedBootstrap.of(
                Summed.mean("accuracy", flags(wanted.path("one")), true),
                Summed.mean("accuracy", flags(wanted.path("other")), true),
                wanted.path("samples").asInt(),
                wanted.path("seed").asLong());
        same(List.of(found.range().low(), found.range().high()), wanted.path("range"));
        same(List.of(found.valueRange().low(), found.valueRange().high()), wanted.path("oneRange"));
        same(List.of(found.otherRange().low(), found.otherRange().high()), wanted.path("otherRange"));
        assertThat(found.probability()).isEqualTo(number(wanted, "p"), CLOSE);
    }

    /// What can be compared is what is reported: one formula over sums, the other over lists.
    @ParameterizedTest
    @MethodSource("allJudgements")
    void sumsOverAllExamplesGiveTheReportedMeasures(Judgements judged) {
        for (Summed summed : judged.summed()) {
            assertThat(summed.ofAll())
                    .as(summed.name())
                    .isEqualTo(judged.measures().get(summed.name()), CLOSE);
        }
    }

    static List<JsonNode> classes() throws IOException {
        return cases("classes");
    }

    static List<JsonNode> tags() throws IOException {
        return cases("tags");
    }

    static List<JsonNode> numbers() throws IOException {
        return cases("numbers");
    }

    static List<JsonNode> texts() throws IOException {
        return cases("texts");
    }

    static List<JsonNode> bootstraps() throws IOException {
        return cases("bootstrap");
    }

    static List<Judgements> allJudgements() throws IOException {
        List<Judgements> all = new ArrayList<>();
        classes().forEach(wanted -> all.add(judged(wanted)));
        tags().forEach(wanted -> all.add(tagged(wanted)));
        numbers().forEach(wanted -> all.add(numbered(wanted)));
        texts().forEach(wanted -> all.add(translated(wanted)));
        return all;
    }

    private static List<JsonNode> cases(String name) throws IOException {
        try (InputStream in = IndependentMeasuresTest.class.getResourceAsStream("metrics.json")) {
            return list(new ObjectMapper().readTree(Objects.requireNonNull(in)).path(name), one -> one);
        }
    }

    private static ClassJudgements judged(JsonNode wanted) {
        List<String> names = strings(wanted.path("names"));
        List<Judgement.OfClass> all = new ArrayList<>();
        for (int i = 0; i < wanted.path("truth").size(); i++) {
            List<Double> probabilities = list(wanted.path("probabilities").get(i), JsonNode::asDouble);
            String truth = wanted.path("truth").get(i).asText();
            all.add(new Judgement.OfClass(
                    "text " + i,
                    truth,
                    wanted.path("said").get(i).asText(),
                    probabilities,
                    probabilities.get(names.indexOf(truth))));
        }
        return new ClassJudgements("head", names, all);
    }

    private static TagJudgements tagged(JsonNode wanted) {
        List<Judgement.OfTags> all = new ArrayList<>();
        for (int i = 0; i < wanted.path("truth").size(); i++) {
            all.add(new Judgement.OfTags(
                    "text " + i,
                    strings(wanted.path("truth").get(i)),
                    strings(wanted.path("said").get(i))));
        }
        return new TagJudgements("head", strings(wanted.path("labels")), all);
    }

    private static NumberJudgements numbered(JsonNode wanted) {
        List<Judgement.OfNumber> all = new ArrayList<>();
        for (int i = 0; i < wanted.path("truth").size(); i++) {
            all.add(new Judgement.OfNumber(
                    "text " + i,
                    wanted.path("truth").get(i).asDouble(),
                    wanted.path("said").get(i).asDouble()));
        }
        return new NumberJudgements("head", all);
    }

    private static TextJudgements translated(JsonNode wanted) {
        List<Judgement.OfText> all = new ArrayList<>();
        for (int i = 0; i < wanted.path("references").size(); i++) {
            all.add(new Judgement.OfText(
                    "text " + i,
                    wanted.path("references").get(i).asText(),
                    wanted.path("hypotheses").get(i).asText()));
        }
        return new TextJudgements("lm", all);
    }

    private static double[] flags(JsonNode node) {
        return list(node, flag -> flag.asBoolean() ? 1.0 : 0.0).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static double number(JsonNode node, String name) {
        assertThat(node.path(name).isNumber()).as(name).isTrue();
        return node.path(name).asDouble();
    }

    private static List<String> strings(JsonNode node) {
        return list(node, JsonNode::asText);
    }

    private static <T> List<T> list(JsonNode node, Function<JsonNode, T> value) {
        return StreamSupport.stream(node.spliterator(), false).map(value).toList();
    }

    private static void same(List<Double> found, JsonNode wanted) {
        assertThat(found)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                .isEqualTo(list(wanted, JsonNode::asDouble));
    }
}
