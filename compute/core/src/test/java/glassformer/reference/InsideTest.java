package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Family;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.engine.MergedAdapters;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Trace;
import glassformer.engine.Weights;
import glassformer.inspect.Ablation;
import glassformer.inspect.AttentionSteps;
import glassformer.inspect.Contributions;
import glassformer.inspect.HeadNumbers;
import glassformer.inspect.LogitLens;
import glassformer.inspect.Part;
import glassformer.inspect.ReadText;
import glassformer.inspect.ScoreVariant;
import glassformer.inspect.ScoreVariants;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is computed of a model's inside, against the reference's own numbers, on every tiny architecture.
class InsideTest {
    /// Those whose first head of tokens is one product.
    static Stream<Architecture> linear() {
        return Architecture.all().filter(architecture -> architecture.blueprint().heads().stream()
                .anyMatch(head -> head.name().equals("lm")));
    }

    static Stream<Architecture> speaking() {
        return Architecture.all().filter(architecture -> architecture.blueprint().heads().stream()
                .anyMatch(head -> head.layers().layers().getLast() instanceof Layer.OutputHead));
    }

    private static ReadText text(Blueprint blueprint) {
        RandomBatch random = new RandomBatch(blueprint, 31);
        Tokens input = random.tokens(1, Architecture.CONTEXT, false);
        Tokens decoder = random.decoder(1, 5, false);
        int[] targets = (decoder == null ? input : decoder).ids().clone();
        targets[targets.length - 1] = ReadText.NONE;
        return new ReadText(input, decoder, targets, false);
    }

    private static ModelSession open(Blueprint blueprint, Weights weights) {
        ReferenceEngine engine = new ReferenceEngine();
        return engine.open(blueprint, weights, engine.devices().getFirst());
    }

    @ParameterizedTest
    @MethodSource("linear")
    void contributionsAddUpToTheLogit(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 32);
        ReadText text = text(blueprint);
        double[][] logits = new ReferenceModel(blueprint, weights).logits(text.input(), text.decoder(), "lm");
        try (ModelSession session = open(blueprint, weights)) {
            for (int position : new int[] {0, 3}) {
                for (int token : new int[] {0, 7}) {
                    assertThat(Contributions.of(session, text, position, token).logit())
                            .isCloseTo(logits[position][token], within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("glassformer.reference.Architecture#all")
    void theModelsOwnWayOfScoringGivesItsPatternsAndItsStepsGiveItsOutputs(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 37);
        ReadText text = text(blueprint);
        List<double[][][]> patterns = new ReferenceModel(blueprint, weights).attention(text.input(), text.decoder());
        try (ModelSession session = open(blueprint, weights)) {
            Trace trace = session.trace(text.input(), text.decoder());
            for (int layer = 0; layer < patterns.size(); layer++) {
                Layer.Attention attention = blueprint.attentions().get(layer);
                boolean scales = attention.scale() == ScoreScale.SCALED;
                for (int head = 0; head < attention.heads(); head++) {
                    double[][] expected = patterns.get(layer)[head];
                    ScoreVariants found =
                            ScoreVariants.of(attention, trace.looks().get(layer), head);
                    float[] own = found.get(scales ? ScoreVariant.SCALED : ScoreVariant.RAW)
                            .pattern();
                    HeadNumbers numbers = HeadNumbers.of(trace.looks().get(layer), head);
                    for (int q = 0; q < expected.length; q++) {
                        AttentionSteps steps = AttentionSteps.of(numbers, q);
                        double[] mixed = new double[steps.output().length];
                        for (int k = 0; k < expected[q].length; k++) {
                            AttentionSteps.Step step = steps.keys().get(k);
                            assertThat((double) own[q * expected[q].length + k])
                                    .isCloseTo(expected[q][k], within(1e-5));
                            assertThat(step.weight()).isCloseTo(expected[q][k], within(1e-5));
                            assertThat(step.gradient())
                                    .isCloseTo(expected[q][k] - Math.pow(expected[q][k], 2), within(1e-5));
                            for (int d = 0; d < mixed.length; d++) {
                                mixed[d] += expected[q][k] * step.value()[d];
                            }
                        }
                        for (int d = 0; d < mixed.length; d++) {
                            assertThat(steps.output()[d]).isCloseTo(mixed[d], within(1e-4));
                        }
                    }
                }
            }
        }
    }

    /// A head's term is what vanishes from the logit when the head's output is taken out of the last norm's input.
    @Test
    void aHeadsTermIsWhatItsOutputAddsUnderTheFrozenNorm() {
        var config = Architecture.gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU, true, 0);
        Blueprint blueprint = config.blueprint(config.pretrainingHeads());
        Weights weights = ReferenceModel.randomWeights(blueprint, 33);
        ReadText text = text(blueprint);
        try (ModelSession session = open(blueprint, weights)) {
            Trace trace = session.trace(text.input(), null);
            Layer.Norm norm = (Layer.Norm) blueprint.trunk().layers().getLast();
            double[] stream = row(trace.stages().getLast().after(), 3);
            double[] scale = doubles(weights.get(norm.scale().name()));
            double[] token = row(weights.get("transformer.wte.weight"), 7);
            Contributions found = Contributions.of(session, text, 3, 7);
            Part head = new Part(1, Part.Kind.ATTENTION, 2);
            double[] wrote = headWrote(blueprint, weights, trace, 1, 2, 3);
            double expected = 0;
            for (int c = 0; c < stream.length; c++) {
                expected += token[c] * scale[c] * (wrote[c] - mean(wrote)) / deviation(stream, norm.epsilon());
            }
            assertThat(term(found, new Contributions.From.Of(head))).isCloseTo(expected, within(1e-5));
        }
    }

    private static double term(Contributions contributions, Contributions.From from) {
        return contributions.terms().stream()
                .filter(term -> term.from().equals(from))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @ParameterizedTest
    @MethodSource("linear")
    void withoutAHeadItsLayerWritesThatMuchLess(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 34);
        ReadText text = text(blueprint);
        int layer = blueprint.encoderAttentions().size();
        int stage = blueprint.encoderResiduals().size();
        int last = blueprint.attentions().get(layer).heads() - 1;
        Weights ablated = Ablation.of(blueprint, weights, List.of(new Part(0, Part.Kind.ATTENTION, last)));
        try (ModelSession whole = open(blueprint, weights);
                ModelSession without = open(blueprint, ablated)) {
            Trace before = whole.trace(text.input(), text.decoder());
            Trace after = without.trace(text.input(), text.decoder());
            for (int t = 0; t < text.read().length(); t++) {
                double[] head = headWrote(blueprint, weights, before, layer, last, t);
                double[] had = row(before.stages().get(stage).wrote(), t);
                double[] has = row(after.stages().get(stage).wrote(), t);
                for (int c = 0; c < had.length; c++) {
                    assertThat(has[c]).isCloseTo(had[c] - head[c], within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("linear")
    void aLayerThatIsLeftOutWritesNothing(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        ReadText text = text(blueprint);
        Weights ablated = Ablation.of(
                blueprint,
                ReferenceModel.randomWeights(blueprint, 35),
                List.of(Part.parse("0.attention"), Part.parse("0.ffn")));
        int first = blueprint.encoderResiduals().size();
        int ffn = blueprint.hasEncoder() ? first + 2 : first + 1;
        try (ModelSession session = open(blueprint, ablated)) {
            Trace trace = session.trace(text.input(), text.decoder());
            assertThat(largest(trace.stages().get(first).wrote())).isZero();
            assertThat(largest(trace.stages().get(ffn).wrote())).isZero();
        }
    }

    private static double largest(Tensor tensor) {
        return java.util.Arrays.stream(doubles(tensor)).map(Math::abs).max().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("speaking")
    void theLensEndsInWhatTheModelSaysAndBeginsWithTheEmbedding(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 36);
        ReadText text = text(blueprint);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        try (ModelSession session = open(blueprint, weights)) {
            LogitLens lens = LogitLens.of(session, text);
            assertThat(lens.stages().getFirst()).isZero();
            double[][] said = reference.logits(text.input(), text.decoder(), lens.head());
            double[][] embedded = reference.stages(text.input(), text.decoder())
                    .get(blueprint.encoderResiduals().size())[0];
            if (blueprint.trunk().layers().getLast() instanceof Layer.Norm norm) {
                embedded = normed(norm, weights, embedded);
            }
            assertGuesses(lens.rows().getLast(), said, text.targets());
            assertGuesses(lens.rows().getFirst(), reference.scores(embedded, lens.head()), text.targets());
        }
    }

    private static void assertGuesses(List<LogitLens.Guess> guesses, double[][] logits, int[] targets) {
        assertThat(guesses).hasSize(logits.length);
        for (int t = 0; t < logits.length; t++) {
            double[] p = softmax(logits[t]);
            LogitLens.Guess guess = guesses.get(t);
            for (int n = 0; n < LogitLens.TOP; n++) {
                assertThat(guess.probabilities().get(n)).isCloseTo(p[guess.ids().get(n)], within(1e-4));
            }
            assertThat(guess.probabilities()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            double highest = java.util.Arrays.stream(p).max().orElseThrow();
            assertThat(guess.probabilities().getFirst()).isCloseTo(highest, within(1e-4));
            if (targets[t] == ReadText.NONE) {
                assertThat(guess.target()).isNaN();
            } else {
                assertThat(guess.target()).isCloseTo(p[targets[t]], within(1e-4));
            }
        }
    }

    @Test
    void aHeadWithAnActivationHasNoContributionsAndSaysSo() {
        Architecture bert = Architecture.encoders().stream()
                .filter(one -> one.blueprint().heads().getFirst().name().equals("mlm"))
                .findFirst()
                .orElseThrow();
        Blueprint blueprint = bert.blueprint();
        try (ModelSession session = open(blueprint, ReferenceModel.randomWeights(blueprint, 37))) {
            assertThatThrownBy(() -> Contributions.of(session, text(blueprint), 0, 0))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("mlm");
        }
        assertThat(blueprint.config().family()).isEqualTo(Family.BERT);
    }

    @Test
    void partsAreReadAsTheyAreWrittenAndUnknownOnesRefused() {
        for (String written : List.of("0.1", "2.cross.3", "1.attention", "1.cross", "0.ffn")) {
            assertThat(Part.parse(written)).hasToString(written);
        }
        for (String wrong : List.of("1", "a.b", "1.ffn.2", "1.mlp", "")) {
            assertThatThrownBy(() -> Part.parse(wrong)).isInstanceOf(BadInputException.class);
        }
        Blueprint blueprint = Architecture.decoders().getFirst().blueprint();
        Weights weights = Weights.initial(blueprint, 1);
        for (String absent : List.of("0.9", "9.0", "0.cross")) {
            assertThatThrownBy(() -> Ablation.of(blueprint, weights, List.of(Part.parse(absent))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(absent);
        }
    }

    /// A head's mixed values times its part of the joining product.
    private static double[] headWrote(
            Blueprint blueprint, Weights adapted, Trace trace, int layer, int head, int place) {
        Weights weights = MergedAdapters.of(blueprint, adapted);
        Layer.Attention attention = blueprint.attentions().get(layer);
        Layer.Linear output = attention.output();
        float[] product = weights.get(output.weight().name()).values();
        Tensor mixed = trace.looks().get(layer).mixed();
        double[] wrote = new double[output.out()];
        for (int c = 0; c < wrote.length; c++) {
            for (int d = 0; d < attention.headDim(); d++) {
                int in = head * attention.headDim() + d;
                float weight = output.layout() == Layer.Layout.OUT_IN
                        ? product[c * output.in() + in]
                        : product[in * output.out() + c];
                wrote[c] += weight * mixed.values()[(head * mixed.shape().get(1) + place) * attention.headDim() + d];
            }
        }
        return wrote;
    }

    private static double[][] normed(Layer.Norm norm, Weights weights, double[][] x) {
        double[] scale = doubles(weights.get(norm.scale().name()));
        double[] shift = norm.shift() == null
                ? new double[scale.length]
                : doubles(weights.get(norm.shift().name()));
        List<double[]> out = new ArrayList<>();
        for (double[] row : x) {
            double mean = norm.kind() == NormKind.LAYER_NORM ? mean(row) : 0;
            double square = 0;
            for (double value : row) {
                square += (value - mean) * (value - mean) / row.length;
            }
            double[] y = new double[row.length];
            for (int c = 0; c < row.length; c++) {
                y[c] = (row[c] - mean) / Math.sqrt(square + norm.epsilon()) * scale[c] + shift[c];
            }
            out.add(y);
        }
        return out.toArray(double[][]::new);
    }

    private static double[] softmax(double[] scores) {
        double sum = java.util.Arrays.stream(scores).map(Math::exp).sum();
        return java.util.Arrays.stream(scores).map(s -> Math.exp(s) / sum).toArray();
    }

    private static double mean(double[] x) {
        return java.util.Arrays.stream(x).average().orElseThrow();
    }

    private static double deviation(double[] x, double epsilon) {
        double mean = mean(x);
        return Math.sqrt(java.util.Arrays.stream(x)
                        .map(v -> (v - mean) * (v - mean))
                        .average()
                        .orElseThrow()
                + epsilon);
    }

    private static double[] row(Tensor tensor, int index) {
        int width = tensor.shape().getLast();
        double[] row = new double[width];
        for (int i = 0; i < width; i++) {
            row[i] = tensor.values()[index * width + i];
        }
        return row;
    }

    private static double[] doubles(Tensor tensor) {
        double[] all = new double[tensor.values().length];
        for (int i = 0; i < all.length; i++) {
            all[i] = tensor.values()[i];
        }
        return all;
    }
}
