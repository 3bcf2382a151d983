package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Activation;
import glassformer.blueprint.ActivationSite;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Family;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Weight;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.InputGradient;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Trace;
import glassformer.engine.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every engine must do: the same numbers as [ReferenceModel], on tiny random architectures that between them
/// use each layer option; and train as [TrainingContract] says. An engine's test class extends this.
public abstract class EngineContract extends TrainingContract {
    private static final int CONTEXT = Architecture.CONTEXT;

    static Stream<Architecture> architectures() {
        return Architecture.all();
    }

    static Stream<Architecture> decodingArchitectures() {
        return Architecture.all().filter(Architecture::decodes);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void logitsAreTheReferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 1);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        Batch batch = new RandomBatch(blueprint, 3).of(2, CONTEXT, false);
        int length = read(batch).length();
        try (ModelSession session = open(blueprint, weights)) {
            for (Head head : blueprint.heads()) {
                Tensor logits = session.logits(batch.input(), batch.decoder(), head.name());
                assertThat(logits.shape())
                        .isEqualTo(
                                head.labels() == LabelKind.TOKENS
                                        ? List.of(2, length, head.size())
                                        : List.of(2, head.size()));
                for (int row = 0; row < 2; row++) {
                    double[][] expected =
                            reference.logits(batch.input().row(row), row(batch.decoder(), row), head.name());
                    assertRow(logits, row, expected, 1e-4);
                }
            }
        }
    }

    /// Heads of texts; a token that stands twice has a gradient at each place.
    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsByATextsEmbeddingsAreTheReferencesDifferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        List<Head> heads = blueprint.heads().stream()
                .filter(head -> head.labels() != LabelKind.TOKENS)
                .toList();
        if (heads.isEmpty() || blueprint.hasEncoder()) {
            return;
        }
        Weights weights = ReferenceModel.randomWeights(blueprint, 6);
        Tokens text = Tokens.of(3, 5, 3);
        ReferenceSalience reference = new ReferenceSalience(blueprint, weights, text);
        try (ModelSession session = open(blueprint, weights)) {
            for (Head head : heads) {
                int place = head.size() - 1;
                InputGradient found = session.inputGradient(text, head.name(), place);
                double[][] embedding = reference.embedding();
                assertRow(found.embedding(), embedding);
                assertClose(found.scores(), reference.scores(embedding, head.name()), 1e-4);
                double[][] expected = reference.differences(head.name(), place);
                double largest = Arrays.stream(expected)
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .max()
                        .orElseThrow();
                for (int t = 0; t < 3; t++) {
                    for (int c = 0; c < expected[t].length; c++) {
                        assertThat((double) found.gradient().values()[t * expected[t].length + c])
                                .as("%s, place %d, value %d", head.name(), t, c)
                                .isCloseTo(expected[t][c], within(1e-3 * largest));
                    }
                }
            }
        }
    }

    private static void assertRow(Tensor tensor, double[][] rows) {
        assertThat(tensor.shape()).containsExactly(rows.length, rows[0].length);
        assertClose(
                tensor.values(),
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(),
                1e-6);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void paddedTextsGiveWhatTheyGiveAlone(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 2);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        Batch batch = new RandomBatch(blueprint, 4).of(4, CONTEXT, true);
        try (ModelSession session = open(blueprint, weights)) {
            for (Head head : blueprint.heads()) {
                Tensor logits = session.logits(batch.input(), batch.decoder(), head.name());
                for (int row = 0; row < batch.size(); row++) {
                    double[][] expected =
                            reference.logits(batch.input().row(row), row(batch.decoder(), row), head.name());
                    assertRow(logits, row, expected, 1e-4);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void hiddenStatesAreTheReferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 3);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        Batch batch = new RandomBatch(blueprint, 5).of(3, CONTEXT, true);
        try (ModelSession session = open(blueprint, weights)) {
            Tensor hidden = session.hidden(batch.input(), batch.decoder());
            assertThat(hidden.shape()).containsExactly(3, read(batch).length(), 8);
            for (int row = 0; row < batch.size(); row++) {
                assertRow(hidden, row, reference.hidden(batch.input().row(row), row(batch.decoder(), row)), 1e-4);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void lossesAreTheReferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 4);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        RandomBatch random = new RandomBatch(blueprint, 6);
        try (ModelSession session = open(blueprint, weights)) {
            for (Batch batch : List.of(random.of(3, CONTEXT, false), random.of(3, CONTEXT, true))) {
                Evaluation expected = reference.evaluate(batch);
                Evaluation actual = session.evaluate(batch);
                assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-4 * Math.max(1, expected.loss())));
                assertThat(actual.byHead()).containsOnlyKeys(expected.byHead().keySet());
                expected.byHead()
                        .forEach((head, loss) -> assertThat(actual.byHead().get(head))
                                .as(head)
                                .isCloseTo(loss, within(1e-4 * Math.max(1, loss))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreTheReferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 5);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        RandomBatch random = new RandomBatch(blueprint, 7);
        try (ModelSession session = open(blueprint, weights)) {
            for (Batch batch : List.of(random.of(2, 5, false), random.of(3, 5, true))) {
                Weights actual = session.gradients(batch);
                assertGradients(blueprint, actual, reference.gradients(batch));
            }
        }
    }

    private static void assertGradients(Blueprint blueprint, Weights actual, Map<String, double[]> expected) {
        double whole = Math.sqrt(
                expected.values().stream().mapToDouble(g -> norm(g) * norm(g)).sum());
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            double[] gradient = Objects.requireNonNull(expected.get(weight.name()));
            float[] found = actual.get(weight.name()).values();
            assertThat(found).as(weight.name()).hasSameSizeAs(gradient);
            double error = norm(IntStream.range(0, gradient.length)
                    .mapToDouble(i -> found[i] - gradient[i])
                    .toArray());
            // Some gradients are exactly 0, like that of a key's bias: there, rounding is all there is.
            assertThat(error).as(weight.name()).isLessThan(1e-3 * norm(gradient) + 1e-6 * whole + 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void attentionIsTheReferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 6);
        RandomBatch random = new RandomBatch(blueprint, 8);
        Tokens input = random.tokens(1, CONTEXT, false);
        Tokens decoder = random.decoder(1, 4, false);
        try (ModelSession session = open(blueprint, weights)) {
            List<Tensor> patterns = session.attention(input, decoder);
            List<double[][][]> expected = new ReferenceModel(blueprint, weights).attention(input, decoder);
            assertThat(patterns).hasSameSizeAs(expected).hasSameSizeAs(blueprint.attentions());
            for (int layer = 0; layer < expected.size(); layer++) {
                double[][][] pattern = expected.get(layer);
                assertThat(patterns.get(layer).shape())
                        .containsExactly(pattern.length, pattern[0].length, pattern[0][0].length);
                double[] flat = Arrays.stream(pattern)
                        .flatMap(Arrays::stream)
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
                assertClose(patterns.get(layer).values(), flat, 1e-5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void whatHappensInsideIsTheReferences(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 11);
        RandomBatch random = new RandomBatch(blueprint, 12);
        Tokens input = random.tokens(1, CONTEXT, false);
        Tokens decoder = random.decoder(1, 4, false);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        try (ModelSession session = open(blueprint, weights)) {
            Trace trace = session.trace(input, decoder);
            List<ReferenceAttention.Look> looks = reference.looks(input, decoder);
            assertThat(trace.looks()).hasSameSizeAs(looks);
            for (int i = 0; i < looks.size(); i++) {
                assertHeads(trace.looks().get(i).queries(), looks.get(i).queries());
                assertHeads(trace.looks().get(i).keys(), looks.get(i).keys());
                assertHeads(trace.looks().get(i).values(), looks.get(i).values());
                assertHeads(trace.looks().get(i).scores(), looks.get(i).scores());
                assertHeads(trace.looks().get(i).mixed(), looks.get(i).mixed());
            }
            List<double[][][]> stages = reference.stages(input, decoder);
            assertThat(trace.stages()).hasSameSizeAs(stages).hasSameSizeAs(blueprint.residuals());
            for (int i = 0; i < stages.size(); i++) {
                assertHeads(trace.stages().get(i).before(), stages.get(i)[0]);
                assertHeads(trace.stages().get(i).wrote(), stages.get(i)[1]);
                assertHeads(trace.stages().get(i).after(), stages.get(i)[2]);
            }
            List<double[][]> sites = reference.activations(input, decoder);
            assertThat(trace.sites()).hasSameSizeAs(sites).hasSameSizeAs(ActivationSite.of(blueprint));
            for (int i = 0; i < sites.size(); i++) {
                assertHeads(trace.sites().get(i), sites.get(i));
            }
        }
    }

    private static void assertHeads(Tensor actual, double[]... expected) {
        assertClose(
                actual.values(),
                Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray(),
                1e-4);
    }

    private static void assertHeads(Tensor actual, double[][]... expected) {
        assertThat(actual.shape()).containsExactly(expected.length, expected[0].length, expected[0][0].length);
        assertHeads(actual, Arrays.stream(expected).flatMap(Arrays::stream).toArray(double[][]::new));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void aHeadReadsOtherVectorsAsItReadsTheTrunks(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        RandomBatch random = new RandomBatch(blueprint, 13);
        Tokens input = random.tokens(1, CONTEXT, false);
        Tokens decoder = random.decoder(1, 4, false);
        try (ModelSession session = open(blueprint, ReferenceModel.randomWeights(blueprint, 14))) {
            Tensor hidden = session.hidden(input, decoder); // (1, T, C)
            Tensor vectors = new Tensor(hidden.shape().subList(1, 3), hidden.values());
            for (Head head : blueprint.heads()) {
                if (head.labels() == LabelKind.TOKENS) {
                    Tensor scores = session.scores(vectors, head.name());
                    assertThat(scores.shape()).containsExactly(hidden.shape().get(1), head.size());
                    Tensor expected = session.logits(input, decoder, head.name());
                    for (int i = 0; i < scores.values().length; i++) {
                        assertThat(scores.values()[i]).isCloseTo(expected.values()[i], within(1e-4f));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("decodingArchitectures")
    void decodingWithACacheGivesTheSameScores(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 7);
        RandomBatch random = new RandomBatch(blueprint, 9);
        int[] ids = random.tokens(1, CONTEXT, false).ids();
        Tokens source = random.decoder(1, 5, false);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        double[][] expected = source == null
                ? reference.logits(ids)
                : reference.logits(
                        source, Tokens.of(ids), blueprint.heads().getFirst().name());
        try (ModelSession session = open(blueprint, weights);
                ModelSession.Decoding decoding = session.startDecoding(source)) {
            assertThat(decoding.length()).isZero();
            assertClose(decoding.append(Arrays.copyOf(ids, 3)), expected[2], 1e-4);
            assertClose(decoding.append(new int[] {ids[3]}), expected[3], 1e-4);
            assertClose(decoding.append(Arrays.copyOfRange(ids, 4, 6)), expected[5], 1e-4);
            assertClose(decoding.append(new int[] {ids[6]}), expected[6], 1e-4);
            assertThat(decoding.length()).isEqualTo(CONTEXT);
            decoding.clear();
            assertThat(decoding.length()).isZero();
            assertClose(decoding.append(new int[] {ids[0]}), expected[0], 1e-4);
        }
    }

    @Test
    void twoTextsCanBeContinuedInTurns() {
        Blueprint blueprint = Architecture.gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU, true, 0)
                .blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 5);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        try (ModelSession session = open(blueprint, weights);
                ModelSession.Decoding one = session.startDecoding(null);
                ModelSession.Decoding two = session.startDecoding(null)) {
            one.append(new int[] {1, 2});
            two.append(new int[] {3, 4, 5});
            assertClose(one.append(new int[] {6}), reference.logits(1, 2, 6)[2], 1e-4);
            assertClose(two.append(new int[] {7}), reference.logits(3, 4, 5, 7)[3], 1e-4);
        }
    }

    @Test
    void aTextBeyondTheContextIsRefused() {
        Blueprint blueprint = Architecture.gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU, true, 0)
                .blueprint();
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1));
                ModelSession.Decoding decoding = session.startDecoding(null)) {
            decoding.append(new int[CONTEXT]);
            assertThatThrownBy(() -> decoding.append(new int[] {1})).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void twoSourcesCanBeTranslatedInTurns() {
        Blueprint blueprint = Architecture.seq2seq(PositionKind.SINUSOIDAL, NormPlacement.POST, new SplittableRandom(1))
                .blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 6);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        Tokens first = Tokens.of(1, 2, 3, 4, 5);
        Tokens second = new Tokens(new int[] {9, 8, 0, 0}, null, new int[] {2}, 1, 4);
        try (ModelSession session = open(blueprint, weights);
                ModelSession.Decoding one = session.startDecoding(first);
                ModelSession.Decoding two = session.startDecoding(second)) {
            one.append(new int[] {1, 2});
            two.append(new int[] {3});
            assertClose(one.append(new int[] {6}), reference.logits(first, Tokens.of(1, 2, 6), "lm")[2], 1e-4);
            assertClose(two.append(new int[] {7}), reference.logits(second.row(0), Tokens.of(3, 7), "lm")[1], 1e-4);
        }
    }

    @Test
    void withoutTypesAllTokensAreOfTypeZero() {
        Blueprint blueprint = bert();
        Weights weights = ReferenceModel.randomWeights(blueprint, 8);
        int[] ids = {1, 2, 3};
        try (ModelSession session = open(blueprint, weights)) {
            float[] plain = session.logits(Tokens.of(ids), null, "nsp").values();
            float[] zeros = session.logits(new Tokens(ids, new int[3], null, 1, 3), null, "nsp")
                    .values();
            float[] ones = session.logits(new Tokens(ids, new int[] {0, 1, 1}, null, 1, 3), null, "nsp")
                    .values();
            assertThat(plain).isEqualTo(zeros).isNotEqualTo(ones);
        }
    }

    @Test
    void aBatchWithoutAnyLabelHasNoLossAndNoGradient() {
        Blueprint blueprint = bert();
        int[] labels = new int[2 * CONTEXT];
        Arrays.fill(labels, Labels.IGNORED);
        Batch batch = new Batch(
                Tokens.of(new int[2 * CONTEXT], 2, CONTEXT), null, List.of(new Labels.Classes("mlm", labels, 1, 0.1)));
        try (ModelSession session = open(blueprint, ReferenceModel.randomWeights(blueprint, 9))) {
            assertThat(session.evaluate(batch).loss()).isZero();
            session.gradients(batch).tensors().forEach((name, gradient) -> assertThat(gradient.values())
                    .as(name)
                    .containsOnly(0f));
        }
    }

    @Test
    void aHeadWithoutLabelsTakesNoPart() {
        Blueprint blueprint = bert();
        Weights weights = ReferenceModel.randomWeights(blueprint, 10);
        Batch batch = new Batch(
                Tokens.of(new int[] {1, 2, 3, 4}, 2, 2), null, List.of(new Labels.Classes("nsp", new int[] {0, 1})));
        try (ModelSession session = open(blueprint, weights)) {
            assertThat(session.evaluate(batch).byHead()).containsOnlyKeys("nsp");
            Weights gradients = session.gradients(batch);
            assertThat(gradients.get("cls.predictions.transform.dense.weight").values())
                    .containsOnly(0f);
            assertGradients(blueprint, gradients, new ReferenceModel(blueprint, weights).gradients(batch));
        }
    }

    private static Blueprint bert() {
        return Architecture.bert(
                        Family.BERT, PositionKind.LEARNED, NormPlacement.POST, Pooling.FIRST, new SplittableRandom(2))
                .blueprint();
    }

    private static Tokens read(Batch batch) {
        return batch.decoder() == null ? batch.input() : batch.decoder();
    }
}
