package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.blueprint.Weight;
import glassformer.engine.AdamW;
import glassformer.engine.AdamWState;
import glassformer.engine.Batch;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.StepResult;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every engine must do: the same numbers as [ReferenceModel], on tiny random architectures that between them
/// use each layer option. An engine's test class extends this.
public abstract class EngineContract {
    private static final int VOCABULARY = 13;
    private static final int CONTEXT = 7;

    protected abstract Engine engine();

    private ModelSession open(Blueprint blueprint, Weights weights) {
        return engine().open(blueprint, weights, engine().devices().getFirst());
    }

    /// Each option appears, in random company.
    static Stream<Named> architectures() {
        SplittableRandom random = new SplittableRandom(20);
        List<Named> all = new ArrayList<>();
        for (PositionKind position : PositionKind.values()) {
            for (NormPlacement placement : NormPlacement.values()) {
                for (NormKind norm : NormKind.values()) {
                    int index = all.size();
                    Activation activation = Activation.values()[index % Activation.values().length];
                    int heads = new int[] {1, 2, 4}[random.nextInt(3)];
                    all.add(named(new GptConfig(
                            VOCABULARY,
                            CONTEXT,
                            1 + random.nextInt(2),
                            heads,
                            heads == 4 && random.nextBoolean() ? 2 : random.nextBoolean() ? 1 : heads,
                            8,
                            random.nextInt(3) * 6,
                            0,
                            position,
                            norm,
                            placement,
                            activation,
                            ScoreScale.values()[random.nextInt(2)],
                            random.nextInt(3) == 0 ? 3 : 0,
                            random.nextBoolean(),
                            random.nextBoolean())));
                }
            }
        }
        // The two that have a name: GPT-2's and Llama's.
        all.add(named(config(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true)));
        all.add(named(config(PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false)));
        // Without a mask, as encoders have it; with and without a distance penalty.
        all.add(unmasked(all.get(0)));
        all.add(unmasked(named(config(PositionKind.ALIBI, NormKind.LAYER_NORM, Activation.GELU, true))));
        return all.stream();
    }

    record Named(String name, Blueprint blueprint) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static GptConfig config(PositionKind position, NormKind norm, Activation activation, boolean bias) {
        return new GptConfig(
                VOCABULARY,
                CONTEXT,
                2,
                4,
                2,
                8,
                0,
                0,
                position,
                norm,
                NormPlacement.PRE,
                activation,
                ScoreScale.SCALED,
                0,
                bias,
                true);
    }

    private static Named named(GptConfig c) {
        return new Named(
                c.position() + " " + c.norm() + " " + c.normPlacement() + " " + c.activation() + " " + c.scores() + " "
                        + c.heads() + "/" + c.kvHeads() + " window " + c.window() + (c.bias() ? " bias" : "")
                        + (c.tiedHead() ? " tied" : " free"),
                c.blueprint());
    }

    private static Named unmasked(Named named) {
        return new Named(
                "unmasked " + named.name(), new Blueprint(named.blueprint().config(), (Layer.Sequence)
                        unmasked(named.blueprint().root())));
    }

    private static Layer unmasked(Layer layer) {
        return switch (layer) {
            case Layer.Sequence(var layers) ->
                new Layer.Sequence(layers.stream().map(EngineContract::unmasked).toList());
            case Layer.Block(int index, var layers) ->
                new Layer.Block(
                        index, layers.stream().map(EngineContract::unmasked).toList());
            case Layer.Residual r -> new Layer.Residual(r.placement(), r.norm(), unmasked(r.body()), r.dropout());
            case Layer.Attention a ->
                new Layer.Attention(
                        a.heads(),
                        a.kvHeads(),
                        a.headDim(),
                        a.projection(),
                        a.output(),
                        new Mask.Full(),
                        a.scale(),
                        a.relative(),
                        a.dropout());
            default -> layer;
        };
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void logitsAreTheReferences(Named named) {
        Weights weights = ReferenceModel.randomWeights(named.blueprint(), 1);
        Batch batch = batch(2, CONTEXT, 3);
        try (ModelSession session = open(named.blueprint(), weights)) {
            Tensor logits = session.logits(batch.inputs(), 2, CONTEXT);
            assertThat(logits.shape()).containsExactly(2, CONTEXT, VOCABULARY);
            ReferenceModel reference = new ReferenceModel(named.blueprint(), weights);
            for (int row = 0; row < 2; row++) {
                double[][] expected =
                        reference.logits(Arrays.copyOfRange(batch.inputs(), row * CONTEXT, (row + 1) * CONTEXT));
                for (int t = 0; t < CONTEXT; t++) {
                    for (int v = 0; v < VOCABULARY; v++) {
                        assertThat((double) logits.values()[(row * CONTEXT + t) * VOCABULARY + v])
                                .isCloseTo(expected[t][v], within(1e-4));
                    }
                }
            }
            assertThat(session.evaluate(batch)).isCloseTo(reference.loss(batch), within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreTheReferences(Named named) {
        Weights weights = ReferenceModel.randomWeights(named.blueprint(), 2);
        Batch batch = batch(1, 5, 4);
        try (ModelSession session = open(named.blueprint(), weights)) {
            Weights gradients = session.gradients(batch);
            ReferenceModel reference = new ReferenceModel(named.blueprint(), weights);
            for (Weight weight : ParameterTable.of(named.blueprint()).weights()) {
                double[] expected = reference.gradient(weight.name(), batch);
                float[] actual = gradients.get(weight.name()).values();
                double scale = norm(expected) + 1e-6;
                double error = norm(IntStream.range(0, expected.length)
                        .mapToDouble(i -> actual[i] - expected[i])
                        .toArray());
                assertThat(error / scale).as(weight.name()).isLessThan(1e-3);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void attentionIsTheReferences(Named named) {
        Weights weights = ReferenceModel.randomWeights(named.blueprint(), 3);
        int[] ids = batch(1, CONTEXT, 5).inputs();
        try (ModelSession session = open(named.blueprint(), weights)) {
            List<Tensor> patterns = session.attention(ids);
            List<double[][][]> expected = new ReferenceModel(named.blueprint(), weights).attention(ids);
            assertThat(patterns).hasSameSizeAs(expected);
            for (int layer = 0; layer < expected.size(); layer++) {
                double[] flat = Arrays.stream(expected.get(layer))
                        .flatMap(Arrays::stream)
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
                for (int i = 0; i < flat.length; i++) {
                    assertThat((double) patterns.get(layer).values()[i]).isCloseTo(flat[i], within(1e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void decodingWithACacheGivesTheSameScores(Named named) {
        if (named.name().startsWith("unmasked")) {
            return; // a cache presumes that later tokens do not change earlier ones
        }
        Weights weights = ReferenceModel.randomWeights(named.blueprint(), 4);
        int[] ids = batch(1, CONTEXT, 6).inputs();
        try (ModelSession session = open(named.blueprint(), weights);
                ModelSession.Decoding decoding = session.startDecoding()) {
            double[][] expected = new ReferenceModel(named.blueprint(), weights).logits(ids);
            assertClose(decoding.append(Arrays.copyOf(ids, 3)), expected[2]);
            assertClose(decoding.append(new int[] {ids[3]}), expected[3]);
            assertClose(decoding.append(Arrays.copyOfRange(ids, 4, 6)), expected[5]);
            assertClose(decoding.append(new int[] {ids[6]}), expected[6]);
            decoding.clear();
            assertClose(decoding.append(new int[] {ids[0]}), expected[0]);
        }
    }

    @Test
    void twoTextsCanBeContinuedInTurns() {
        Blueprint blueprint = config(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU, true)
                .blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 5);
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        try (ModelSession session = open(blueprint, weights);
                ModelSession.Decoding one = session.startDecoding();
                ModelSession.Decoding two = session.startDecoding()) {
            one.append(new int[] {1, 2});
            two.append(new int[] {3, 4, 5});
            assertClose(one.append(new int[] {6}), reference.logits(new int[] {1, 2, 6})[2]);
            assertClose(two.append(new int[] {7}), reference.logits(new int[] {3, 4, 5, 7})[3]);
        }
    }

    @Test
    void twentyStepsFollowAdamW() {
        Blueprint blueprint = config(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true)
                .blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 6);
        AdamW optimizer = new AdamW(0.9, 0.95, 1e-8, 0.1);
        try (ModelSession session = open(blueprint, weights);
                ModelSession twin = open(blueprint, weights)) {
            session.startTraining(optimizer, fresh(blueprint));
            ReferenceAdamW expected = new ReferenceAdamW(blueprint, weights, optimizer);
            for (int step = 1; step <= 20; step++) {
                Batch batch = batch(2, CONTEXT, step);
                double rate = 1e-2 * step / 20;
                // The twin computes gradients at the same weights, so that only the update is under test.
                Weights gradients;
                try (ModelSession here = open(blueprint, session.weights())) {
                    gradients = here.gradients(batch);
                }
                StepResult result = session.step(List.of(batch), rate, 1.0, step);
                double norm = expected.update(gradients, rate, 1.0);
                assertThat(result.gradientNorm()).isCloseTo(norm, within(1e-4 * norm));
            }
            expected.assertClose(session.weights(), 2e-5);
            assertThat(session.optimizerState().steps()).isEqualTo(20);
            assertThat(twin.weights().get("transformer.wte.weight").values())
                    .isEqualTo(weights.get("transformer.wte.weight").values());
        }
    }

    @Test
    void accumulatedMicroBatchesEqualOneBatch() {
        Blueprint blueprint = config(PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false)
                .blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 7);
        Batch whole = batch(4, CONTEXT, 8);
        int half = 2 * CONTEXT;
        List<Batch> halves = List.of(
                new Batch(Arrays.copyOf(whole.inputs(), half), Arrays.copyOf(whole.targets(), half), 2, CONTEXT),
                new Batch(
                        Arrays.copyOfRange(whole.inputs(), half, 2 * half),
                        Arrays.copyOfRange(whole.targets(), half, 2 * half),
                        2,
                        CONTEXT));
        try (ModelSession one = open(blueprint, weights);
                ModelSession two = open(blueprint, weights)) {
            one.startTraining(new AdamW(0.9, 0.95, 1e-8, 0.1), fresh(blueprint));
            two.startTraining(new AdamW(0.9, 0.95, 1e-8, 0.1), fresh(blueprint));
            for (int step = 1; step <= 3; step++) {
                StepResult a = one.step(List.of(whole), 1e-3, 0, step);
                StepResult b = two.step(halves, 1e-3, 0, step);
                assertThat(b.loss()).isCloseTo(a.loss(), within(1e-5));
                assertThat(b.gradientNorm()).isCloseTo(a.gradientNorm(), within(1e-4 * a.gradientNorm()));
            }
        }
    }

    @Test
    void lossFallsWhenOverfittingOneBatch() {
        Blueprint blueprint = config(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true)
                .blueprint();
        Batch batch = batch(2, CONTEXT, 9);
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1))) {
            session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0), fresh(blueprint));
            double first = session.step(List.of(batch), 1e-2, 1, 1).loss();
            double last = first;
            for (int step = 2; step <= 150; step++) {
                last = session.step(List.of(batch), 1e-2, 1, step).loss();
            }
            assertThat(first).isCloseTo(Math.log(VOCABULARY), within(0.2));
            assertThat(last).isLessThan(0.7);
        }
    }

    @Test
    void dropoutFollowsTheSeedAlone() {
        GptConfig config = new GptConfig(
                VOCABULARY,
                CONTEXT,
                2,
                2,
                2,
                8,
                0,
                0.2,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                Activation.GELU,
                ScoreScale.SCALED,
                0,
                true,
                true);
        Weights weights = ReferenceModel.randomWeights(config.blueprint(), 10);
        Batch batch = batch(3, CONTEXT, 11);
        double[] losses = new double[3];
        long[] seeds = {5, 5, 6};
        for (int i = 0; i < 3; i++) {
            try (ModelSession session = open(config.blueprint(), weights)) {
                session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0), fresh(config.blueprint()));
                losses[i] = session.step(List.of(batch), 1e-3, 1, seeds[i]).loss();
            }
        }
        assertThat(losses[1]).isEqualTo(losses[0]);
        assertThat(losses[2]).isNotEqualTo(losses[0]);
    }

    @Test
    void aRunThatGoesOnFromItsStateEqualsOneThatNeverStopped() {
        GptConfig config = new GptConfig(
                VOCABULARY,
                CONTEXT,
                1,
                2,
                2,
                8,
                0,
                0.1,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                Activation.GELU,
                ScoreScale.SCALED,
                0,
                true,
                true);
        AdamW optimizer = new AdamW(0.9, 0.95, 1e-8, 0.1);
        Blueprint blueprint = config.blueprint();
        Weights whole;
        Weights middle;
        AdamWState state;
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 3))) {
            session.startTraining(optimizer, fresh(blueprint));
            steps(session, 1, 5);
            middle = session.weights();
            state = session.optimizerState();
            steps(session, 6, 10);
            whole = session.weights();
        }
        try (ModelSession session = open(blueprint, middle)) {
            session.startTraining(optimizer, state);
            steps(session, 6, 10);
            Weights resumed = session.weights();
            whole.tensors()
                    .forEach((name, tensor) ->
                            assertThat(resumed.get(name).values()).as(name).isEqualTo(tensor.values()));
        }
    }

    @Test
    void aStepWithoutFiniteGradientChangesNothing() {
        Blueprint blueprint = config(PositionKind.NONE, NormKind.LAYER_NORM, Activation.RELU, true)
                .blueprint();
        Map<String, Tensor> broken =
                new LinkedHashMap<>(ReferenceModel.randomWeights(blueprint, 12).tensors());
        float[] shift = broken.get("transformer.ln_f.bias").values().clone();
        shift[0] = Float.NaN;
        broken.put("transformer.ln_f.bias", Tensor.of(shift, shift.length));
        try (ModelSession session = open(blueprint, new Weights(broken))) {
            session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0.1), fresh(blueprint));
            assertThat(session.step(List.of(batch(1, CONTEXT, 1)), 1e-3, 1, 1).loss())
                    .isNaN();
            assertThat(session.weights().get("transformer.wte.weight").values())
                    .isEqualTo(broken.get("transformer.wte.weight").values());
        }
    }

    private static void steps(ModelSession session, int from, int to) {
        for (int step = from; step <= to; step++) {
            session.step(List.of(batch(2, CONTEXT, step)), 1e-2, 1, step);
        }
    }

    private static AdamWState fresh(Blueprint blueprint) {
        return AdamWState.fresh(blueprint);
    }

    private static Batch batch(int size, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] inputs = random.ints((long) size * length, 0, VOCABULARY).toArray();
        int[] targets = random.ints((long) size * length, 0, VOCABULARY).toArray();
        return new Batch(inputs, targets, size, length);
    }

    private static void assertClose(float[] actual, double[] expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }
}
