package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Weight;
import glassformer.engine.AdamW;
import glassformer.engine.AdamWState;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.Labels;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.StepResult;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The part of [EngineContract] about training.
abstract class TrainingContract extends ContractCase {
    private static final int VOCABULARY = Architecture.VOCABULARY;
    private static final int CONTEXT = Architecture.CONTEXT;

    @Test
    void twentyStepsFollowAdamW() {
        Blueprint blueprint = gpt(0);
        Weights weights = ReferenceModel.randomWeights(blueprint, 6);
        AdamW optimizer = new AdamW(0.9, 0.95, 1e-8, 0.1);
        try (ModelSession session = open(blueprint, weights);
                ModelSession twin = open(blueprint, weights)) {
            session.startTraining(optimizer, fresh(blueprint), LearningRates.all(blueprint));
            ReferenceAdamW expected = new ReferenceAdamW(blueprint, weights, optimizer, LearningRates.all(blueprint));
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
        Blueprint blueprint = Architecture.gpt(PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false, 0)
                .blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 7);
        Batch whole = batch(4, CONTEXT, 8);
        int[] inputs = whole.input().ids();
        int[] targets = ((Labels.Classes) whole.labels().getFirst()).labels();
        int half = 2 * CONTEXT;
        List<Batch> halves = List.of(
                Batch.nextTokens(Arrays.copyOf(inputs, half), Arrays.copyOf(targets, half), 2, CONTEXT),
                Batch.nextTokens(
                        Arrays.copyOfRange(inputs, half, 2 * half),
                        Arrays.copyOfRange(targets, half, 2 * half),
                        2,
                        CONTEXT));
        try (ModelSession one = open(blueprint, weights);
                ModelSession two = open(blueprint, weights)) {
            one.startTraining(new AdamW(0.9, 0.95, 1e-8, 0.1), fresh(blueprint), LearningRates.all(blueprint));
            two.startTraining(new AdamW(0.9, 0.95, 1e-8, 0.1), fresh(blueprint), LearningRates.all(blueprint));
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
        Blueprint blueprint = gpt(0);
        Batch batch = batch(2, CONTEXT, 9);
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1))) {
            session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0), fresh(blueprint), LearningRates.all(blueprint));
            double first = session.step(List.of(batch), 1e-2, 1, 1).loss();
            double last = first;
            for (int step = 2; step <= 150; step++) {
                last = session.step(List.of(batch), 1e-2, 1, step).loss();
            }
            assertThat(first).isCloseTo(Math.log(VOCABULARY), within(0.2));
            assertThat(last).isLessThan(0.7);
        }
    }

    static Stream<Architecture> droppingArchitectures() {
        return Architecture.dropping().stream();
    }

    @ParameterizedTest
    @MethodSource("droppingArchitectures")
    void dropoutFollowsTheSeedAlone(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 10);
        Batch batch = new RandomBatch(blueprint, 11).of(3, CONTEXT, true);
        double[] losses = new double[3];
        long[] seeds = {5, 5, 6};
        for (int i = 0; i < 3; i++) {
            try (ModelSession session = open(blueprint, weights)) {
                session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0), fresh(blueprint), LearningRates.all(blueprint));
                losses[i] = session.step(List.of(batch), 1e-3, 1, seeds[i]).loss();
                assertThat(session.evaluate(batch).loss())
                        .isEqualTo(session.evaluate(batch).loss());
            }
        }
        assertThat(losses[1]).isEqualTo(losses[0]);
        assertThat(losses[2]).isNotEqualTo(losses[0]);
    }

    @Test
    void aRunThatGoesOnFromItsStateEqualsOneThatNeverStopped() {
        Blueprint blueprint = gpt(0.1);
        AdamW optimizer = new AdamW(0.9, 0.95, 1e-8, 0.1);
        Weights whole;
        Weights middle;
        AdamWState state;
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 3))) {
            session.startTraining(optimizer, fresh(blueprint), LearningRates.all(blueprint));
            steps(session, 1, 5);
            middle = session.weights();
            state = session.optimizerState();
            steps(session, 6, 10);
            whole = session.weights();
        }
        try (ModelSession session = open(blueprint, middle)) {
            session.startTraining(optimizer, state, LearningRates.all(blueprint));
            steps(session, 6, 10);
            Weights resumed = session.weights();
            whole.tensors()
                    .forEach((name, tensor) ->
                            assertThat(resumed.get(name).values()).as(name).isEqualTo(tensor.values()));
        }
    }

    @Test
    void aStepWithoutFiniteGradientChangesNothing() {
        Blueprint blueprint = Architecture.gpt(PositionKind.NONE, NormKind.LAYER_NORM, Activation.RELU, true, 0)
                .blueprint();
        Map<String, Tensor> broken =
                new LinkedHashMap<>(ReferenceModel.randomWeights(blueprint, 12).tensors());
        float[] shift = broken.get("transformer.ln_f.bias").values().clone();
        shift[0] = Float.NaN;
        broken.put("transformer.ln_f.bias", Tensor.of(shift, shift.length));
        try (ModelSession session = open(blueprint, new Weights(broken))) {
            session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0.1), fresh(blueprint), LearningRates.all(blueprint));
            assertThat(session.step(List.of(batch(1, CONTEXT, 1)), 1e-3, 1, 1).loss())
                    .isNaN();
            assertThat(session.weights().get("transformer.wte.weight").values())
                    .isEqualTo(broken.get("transformer.wte.weight").values());
        }
    }

    static Stream<Architecture> trainedInPart() {
        return Stream.of(
                Architecture.decoders().getLast(),
                Architecture.encoders().get(1),
                Architecture.encoderDecoders().getLast());
    }

    @ParameterizedTest
    @MethodSource("trainedInPart")
    void frozenTensorsStayAsTheyAreAndOthersFollowTheirRates(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 13);
        LearningRates rates = everySecondTensor(blueprint);
        AdamW optimizer = new AdamW(0.9, 0.95, 1e-8, 0.1);
        try (ModelSession session = open(blueprint, weights)) {
            session.startTraining(optimizer, AdamWState.fresh(blueprint, rates), rates);
            ReferenceAdamW expected = new ReferenceAdamW(blueprint, weights, optimizer, rates);
            for (int step = 1; step <= 5; step++) {
                Batch batch = new RandomBatch(blueprint, step).of(3, CONTEXT, true);
                Weights gradients = session.gradients(batch);
                assertThat(gradients.tensors()).containsOnlyKeys(rates.factors().keySet());
                StepResult result = session.step(List.of(batch), 1e-2, 1, step);
                double norm = expected.update(gradients, 1e-2, 1);
                assertThat(result.gradientNorm()).isCloseTo(norm, within(1e-4 * norm));
            }
            Weights after = session.weights();
            expected.assertClose(after, 2e-5);
            for (Weight weight : ParameterTable.of(blueprint).weights()) {
                if (!rates.factors().containsKey(weight.name())) {
                    assertThat(after.get(weight.name()).values())
                            .as(weight.name())
                            .isEqualTo(weights.get(weight.name()).values());
                }
            }
            assertThat(session.optimizerState().first().tensors())
                    .containsOnlyKeys(rates.factors().keySet());
            assertThat(session.optimizerState().second().tensors())
                    .containsOnlyKeys(rates.factors().keySet());
        }
    }

    @Test
    void tensorsThatAreTrainedLaterBeginAfreshAndTheOthersGoOn() {
        Blueprint blueprint = gpt(0);
        Weights weights = ReferenceModel.randomWeights(blueprint, 17);
        LearningRates first = everySecondTensor(blueprint);
        LearningRates all = LearningRates.all(blueprint);
        AdamW optimizer = new AdamW(0.9, 0.95, 1e-8, 0.1);
        try (ModelSession session = open(blueprint, weights)) {
            session.startTraining(optimizer, AdamWState.fresh(blueprint, first), first);
            ReferenceAdamW expected = new ReferenceAdamW(blueprint, weights, optimizer, first);
            for (int step = 1; step <= 8; step++) {
                if (step == 5) {
                    session.startTraining(optimizer, session.optimizerState().joinedBy(blueprint, all), all);
                    expected.train(all);
                }
                Batch batch = batch(2, CONTEXT, step);
                Weights gradients = session.gradients(batch);
                session.step(List.of(batch), 1e-2, 1, step);
                expected.update(gradients, 1e-2, 1);
            }
            expected.assertClose(session.weights(), 2e-5);
            AdamWState state = session.optimizerState();
            assertThat(state.steps()).isEqualTo(8);
            for (Weight weight : ParameterTable.of(blueprint).weights()) {
                assertThat(state.stepsOf(weight.name()))
                        .as(weight.name())
                        .isEqualTo(first.factors().containsKey(weight.name()) ? 8 : 4);
            }
        }
    }

    private static LearningRates everySecondTensor(Blueprint blueprint) {
        List<Weight> all = ParameterTable.of(blueprint).weights();
        Map<String, Double> factors = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i += 2) {
            factors.put(all.get(i).name(), i % 4 == 0 ? 1 : 0.25);
        }
        return new LearningRates(factors);
    }

    @Test
    void aStateOfOtherTensorsThanTheTrainedOnesIsRefused() {
        Blueprint blueprint = gpt(0);
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1))) {
            assertThatThrownBy(() -> session.startTraining(
                            new AdamW(0.9, 0.95, 1e-8, 0), fresh(blueprint), everySecondTensor(blueprint)))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void aStepsLossesAreTheMeanOverItsMicroBatches() {
        Blueprint blueprint = Architecture.encoders().get(1).blueprint();
        RandomBatch random = new RandomBatch(blueprint, 14);
        List<Batch> batches = List.of(random.of(3, CONTEXT, true), random.of(2, CONTEXT, false));
        try (ModelSession session = open(blueprint, ReferenceModel.randomWeights(blueprint, 15))) {
            List<Evaluation> before = batches.stream().map(session::evaluate).toList();
            session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0), fresh(blueprint), LearningRates.all(blueprint));
            StepResult result = session.step(batches, 1e-3, 0, 1);
            assertThat(result.loss())
                    .isCloseTo(
                            before.stream()
                                    .mapToDouble(Evaluation::loss)
                                    .average()
                                    .orElseThrow(),
                            within(1e-4));
            assertThat(result.byHead()).containsOnlyKeys("mlm", "nsp", "topic", "tags", "score");
        }
    }

    @Test
    void lossFallsWhenOverfittingOneTranslation() {
        Blueprint blueprint = Architecture.seq2seq(PositionKind.SINUSOIDAL, NormPlacement.PRE, new SplittableRandom(3))
                .blueprint();
        Batch batch = new RandomBatch(blueprint, 16).of(2, CONTEXT, true);
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1))) {
            session.startTraining(new AdamW(0.9, 0.95, 1e-8, 0), fresh(blueprint), LearningRates.all(blueprint));
            double first = session.step(List.of(batch), 1e-2, 1, 1).byHead().get("lm");
            double last = first;
            for (int step = 2; step <= 100; step++) {
                last = session.step(List.of(batch), 1e-2, 1, step).byHead().get("lm");
            }
            assertThat(last).isLessThan(0.6 * first);
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

    private static Blueprint gpt(double dropout) {
        return Architecture.gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true, dropout)
                .blueprint();
    }

    private static Batch batch(int size, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] inputs = random.ints((long) size * length, 0, VOCABULARY).toArray();
        int[] targets = random.ints((long) size * length, 0, VOCABULARY).toArray();
        return Batch.nextTokens(inputs, targets, size, length);
    }
}
