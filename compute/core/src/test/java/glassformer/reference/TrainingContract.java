package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Regularization;
import glassformer.blueprint.Weight;
import glassformer.engine.Batch;
import glassformer.engine.Evaluation;
import glassformer.engine.Labels;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.Penalties;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.TensorStatistics;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.settings.Schema;
import glassformer.settings.Values;
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
    private static final UpdateRule ADAMW = UpdateRule.of(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1));
    private static final UpdateRule PLAIN = UpdateRule.of(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0));

    static Stream<UpdateRule> rules() {
        return Stream.of(
                ADAMW,
                UpdateRule.of(new Optimizer.Adam(0.9, 0.999, 1e-8, 0.01)),
                UpdateRule.of(new Optimizer.Sgd(0, false, 0.01)),
                UpdateRule.of(new Optimizer.Sgd(0.9, false, 0.01)),
                UpdateRule.of(new Optimizer.Sgd(0.9, true, 0)),
                UpdateRule.of(new Optimizer.RmsProp(0.99, 1e-8, 0.01)),
                UpdateRule.of(new Optimizer.Adagrad(1e-10, 0.01)),
                UpdateRule.of(new Optimizer.Lion(0.9, 0.99, 0.1)),
                new UpdateRule(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1), 1e-3, 0.98),
                new UpdateRule(new Optimizer.Sgd(0.9, false, 0.1), 1e-3, 0));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void twentyStepsFollowTheRule(UpdateRule rule) {
        Blueprint blueprint = gpt(0);
        Weights weights = ReferenceModel.randomWeights(blueprint, 6);
        LearningRates all = LearningRates.all(blueprint);
        OptimizerState start = OptimizerState.fresh(rule.optimizer(), blueprint);
        try (ModelSession session = open(blueprint, weights);
                ModelSession twin = open(blueprint, weights)) {
            session.startTraining(rule, start, all);
            ReferenceUpdate expected = new ReferenceUpdate(blueprint, weights, rule, start, all);
            for (int step = 1; step <= 20; step++) {
                Batch batch = batch(2, CONTEXT, step);
                double rate = 1e-3 * step / 20;
                // Gradients at the same weights, so that only the update is under test.
                Weights gradients = session.gradients(batch);
                Penalties penalties = expected.penalties();
                StepResult result = session.step(List.of(batch), StepSettings.of(rate, 1.0, step));
                double norm = expected.update(gradients, rate, 1.0);
                assertThat(result.gradientNorm()).isCloseTo(norm, within(1e-4 * norm));
                assertThat(result.penalties().l1()).isCloseTo(penalties.l1(), within(1e-5 * penalties.l1()));
                assertThat(result.penalties().l2()).isCloseTo(penalties.l2(), within(1e-5 * penalties.l2()));
            }
            assertThat(expected.distance(session.weights(), zeros(weights))).isLessThan(1e-6);
            assertThat(expected.distance(session.weights(), weights)).isLessThan(1e-3);
            assertThat(session.optimizerState().steps()).isEqualTo(20);
            assertThat(twin.weights().get("transformer.wte.weight").values())
                    .isEqualTo(weights.get("transformer.wte.weight").values());
        }
    }

    @Test
    void noiseOfTheGivenSizeMovesTheWeightsAndFollowsTheSeed() {
        Blueprint blueprint = gpt(0);
        Weights weights = ReferenceModel.randomWeights(blueprint, 6);
        UpdateRule rule = UpdateRule.of(new Optimizer.Sgd(0, false, 0));
        Batch batch = batch(2, CONTEXT, 1);
        String name = "transformer.wte.weight";
        float[][] moved = new float[4][];
        double[] noises = {0, 0.5, 0.5, 0.5};
        long[] seeds = {1, 1, 1, 2};
        for (int i = 0; i < noises.length; i++) {
            try (ModelSession session = open(blueprint, weights)) {
                session.startTraining(
                        rule, OptimizerState.fresh(rule.optimizer(), blueprint), LearningRates.all(blueprint));
                session.step(List.of(batch), new StepSettings(0.1, 0, noises[i], seeds[i]));
                moved[i] = session.weights().get(name).values();
            }
        }
        double squares = 0;
        for (int i = 0; i < moved[0].length; i++) {
            squares += Math.pow((moved[1][i] - moved[0][i]) / 0.1, 2);
        }
        assertThat(Math.sqrt(squares / moved[0].length)).isCloseTo(0.5, within(0.1));
        assertThat(moved[2]).isEqualTo(moved[1]);
        assertThat(moved[3]).isNotEqualTo(moved[1]);
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
            one.startTraining(ADAMW, fresh(blueprint), LearningRates.all(blueprint));
            two.startTraining(ADAMW, fresh(blueprint), LearningRates.all(blueprint));
            for (int step = 1; step <= 3; step++) {
                StepResult a = one.step(List.of(whole), StepSettings.of(1e-3, 0, step));
                StepResult b = two.step(halves, StepSettings.of(1e-3, 0, step));
                assertThat(b.loss()).isCloseTo(a.loss(), within(1e-5));
                assertThat(b.gradientNorm()).isCloseTo(a.gradientNorm(), within(1e-4 * a.gradientNorm()));
            }
        }
    }

    static Stream<Architecture> splitArchitectures() {
        return Stream.of(
                Architecture.decoders().getLast(),
                Architecture.encoders().get(1),
                Architecture.encoderDecoders().getLast());
    }

    /// Of padded texts with unequal numbers of labels.
    @ParameterizedTest
    @MethodSource("splitArchitectures")
    void aBatchInPartsGivesTheSameUpdate(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 31);
        List<Batch> whole = List.of(new RandomBatch(blueprint, 32).of(5, CONTEXT, true));
        List<Batch> parts = Batch.split(whole, 2);
        assertThat(parts).hasSize(3);
        try (ModelSession one = open(blueprint, weights);
                ModelSession two = open(blueprint, weights)) {
            UpdateRule sgd = UpdateRule.of(new Optimizer.Sgd(0, false, 0));
            one.startTraining(sgd, OptimizerState.fresh(sgd.optimizer(), blueprint), LearningRates.all(blueprint));
            two.startTraining(sgd, OptimizerState.fresh(sgd.optimizer(), blueprint), LearningRates.all(blueprint));
            StepResult a = one.step(whole, StepSettings.of(1e-2, 0, 1));
            StepResult b = two.step(parts, StepSettings.of(1e-2, 0, 1));
            assertThat(b.loss()).isCloseTo(a.loss(), within(1e-5 * a.loss()));
            assertThat(b.gradientNorm()).isCloseTo(a.gradientNorm(), within(1e-4 * a.gradientNorm()));
        }
    }

    /// Over several micro-batches, with clipping and a mean of the weights.
    @Test
    void statisticsAreThoseOfTheGradientAndOfTheWeightsThatTheStepChanged() {
        Blueprint blueprint = gpt(0);
        // Adam would make much of what rounding leaves of a gradient that is 0.
        UpdateRule rule = new UpdateRule(new Optimizer.Sgd(0.9, true, 0.1), 1e-3, 0.98);
        OptimizerState start = OptimizerState.fresh(rule.optimizer(), blueprint);
        LearningRates all = LearningRates.all(blueprint);
        Weights weights = ReferenceModel.randomWeights(blueprint, 41);
        try (ModelSession session = open(blueprint, weights);
                ModelSession truth = new ReferenceSession(blueprint, weights)) {
            session.startTraining(rule, start, all);
            truth.startTraining(rule, start, all);
            for (int step = 1; step <= 3; step++) {
                List<Batch> batches = List.of(batch(2, CONTEXT, step), batch(2, CONTEXT, step + 10));
                StepSettings settings = StepSettings.of(1e-2, 0.5, step);
                assertThat(session.step(batches, settings).statistics()).isEmpty();
                truth.step(batches, settings);
                StatisticsCloseness.assertClose(
                        session.step(batches, settings.asWatched(true)).statistics().stream()
                                .filter(one -> one.kind() != TensorStatistics.Kind.ACTIVATION)
                                .toList(),
                        truth.step(batches, settings.asWatched(true)).statistics());
            }
        }
    }

    @Test
    void watchingChangesNothing() {
        Blueprint blueprint = gpt(0.1);
        Weights weights = Weights.initial(blueprint, 5);
        try (ModelSession one = open(blueprint, weights);
                ModelSession two = open(blueprint, weights)) {
            for (ModelSession session : List.of(one, two)) {
                session.startTraining(ADAMW, fresh(blueprint), LearningRates.all(blueprint));
                for (int step = 1; step <= 10; step++) {
                    StepSettings settings = new StepSettings(1e-2, 0.5, 1e-3, step, session == two && step % 5 == 0);
                    session.step(List.of(batch(2, CONTEXT, step)), settings);
                }
            }
            one.weights().tensors().forEach((name, tensor) -> assertThat(
                            two.weights().get(name).values())
                    .as(name)
                    .isEqualTo(tensor.values()));
        }
    }

    @Test
    void lossFallsWhenOverfittingOneBatch() {
        Blueprint blueprint = gpt(0);
        Batch batch = batch(2, CONTEXT, 9);
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1))) {
            session.startTraining(PLAIN, fresh(blueprint), LearningRates.all(blueprint));
            double first =
                    session.step(List.of(batch), StepSettings.of(1e-2, 1, 1)).loss();
            double last = first;
            for (int step = 2; step <= 150; step++) {
                last = session.step(List.of(batch), StepSettings.of(1e-2, 1, step))
                        .loss();
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
                session.startTraining(PLAIN, fresh(blueprint), LearningRates.all(blueprint));
                losses[i] = session.step(List.of(batch), StepSettings.of(1e-3, 1, seeds[i]))
                        .loss();
                assertThat(session.evaluate(batch).loss())
                        .isEqualTo(session.evaluate(batch).loss());
            }
        }
        assertThat(losses[1]).isEqualTo(losses[0]);
        assertThat(losses[2]).isNotEqualTo(losses[0]);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRunThatGoesOnFromItsStateEqualsOneThatNeverStopped(UpdateRule rule) {
        Blueprint blueprint = gpt(0.1);
        Weights whole;
        Weights middle;
        OptimizerState state;
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 3))) {
            session.startTraining(
                    rule, OptimizerState.fresh(rule.optimizer(), blueprint), LearningRates.all(blueprint));
            steps(session, 1, 5);
            middle = session.weights();
            state = session.optimizerState();
            steps(session, 6, 10);
            whole = session.weights();
        }
        try (ModelSession session = open(blueprint, middle)) {
            session.startTraining(rule, state, LearningRates.all(blueprint));
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
            session.startTraining(ADAMW, fresh(blueprint), LearningRates.all(blueprint));
            assertThat(session.step(List.of(batch(1, CONTEXT, 1)), StepSettings.of(1e-3, 1, 1))
                            .loss())
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
        try (ModelSession session = open(blueprint, weights)) {
            session.startTraining(ADAMW, OptimizerState.fresh(ADAMW.optimizer(), blueprint, rates), rates);
            ReferenceUpdate expected = new ReferenceUpdate(blueprint, weights, ADAMW, fresh(blueprint), rates);
            for (int step = 1; step <= 5; step++) {
                Batch batch = new RandomBatch(blueprint, step).of(3, CONTEXT, true);
                Weights gradients = session.gradients(batch);
                assertThat(gradients.tensors()).containsOnlyKeys(rates.factors().keySet());
                StepResult result = session.step(List.of(batch), StepSettings.of(1e-2, 1, step));
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
            session.optimizerState().memory().values().forEach(kind -> assertThat(kind.tensors())
                    .containsOnlyKeys(rates.factors().keySet()));
        }
    }

    @Test
    void tensorsThatAreTrainedLaterBeginAfreshAndTheOthersGoOn() {
        Blueprint blueprint = gpt(0);
        Weights weights = ReferenceModel.randomWeights(blueprint, 17);
        LearningRates first = everySecondTensor(blueprint);
        LearningRates all = LearningRates.all(blueprint);
        try (ModelSession session = open(blueprint, weights)) {
            session.startTraining(ADAMW, OptimizerState.fresh(ADAMW.optimizer(), blueprint, first), first);
            ReferenceUpdate expected = new ReferenceUpdate(blueprint, weights, ADAMW, fresh(blueprint), first);
            for (int step = 1; step <= 8; step++) {
                if (step == 5) {
                    session.startTraining(
                            ADAMW, session.optimizerState().joinedBy(ADAMW.optimizer(), blueprint, all), all);
                    expected.train(all);
                }
                Batch batch = batch(2, CONTEXT, step);
                Weights gradients = session.gradients(batch);
                session.step(List.of(batch), StepSettings.of(1e-2, 1, step));
                expected.update(gradients, 1e-2, 1);
            }
            expected.assertClose(session.weights(), 2e-5);
            OptimizerState state = session.optimizerState();
            assertThat(state.steps()).isEqualTo(8);
            for (Weight weight : ParameterTable.of(blueprint).weights()) {
                assertThat(state.stepsOf(weight.name()))
                        .as(weight.name())
                        .isEqualTo(first.factors().containsKey(weight.name()) ? 8 : 4);
            }
        }
    }

    @Test
    void layerDropLeavesOutWholeBranchesAsOftenAsItSays() {
        Blueprint plain = Architecture.of(GptConfig.of(
                        Values.initial(new Schema(GptConfig.SETTINGS))
                                .with("model.layers", 1L)
                                .with("model.heads", 2L)
                                .with("model.dim", 8L)
                                .with("model.contextLength", (long) CONTEXT),
                        VOCABULARY))
                .blueprint();
        Blueprint dropping = new Regularization(1, 1, 1, 0.5).applyTo(plain);
        Weights weights = ReferenceModel.randomWeights(plain, 21);
        Batch batch = batch(1, CONTEXT, 22);
        Map<Long, Integer> counts = new LinkedHashMap<>();
        UpdateRule rule = UpdateRule.of(new Optimizer.Sgd(0, false, 0));
        try (ModelSession session = open(dropping, weights)) {
            session.startTraining(rule, OptimizerState.fresh(rule.optimizer(), dropping), LearningRates.all(dropping));
            for (int seed = 1; seed <= 300; seed++) {
                double loss = session.step(List.of(batch), StepSettings.of(0, 0, seed))
                        .loss();
                counts.merge(Math.round(loss * 1e4), 1, Integer::sum);
            }
        }
        // Attention kept or not, feed-forward kept or not.
        assertThat(counts).hasSize(4);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(45, 105));
        Map<String, Tensor> without = new LinkedHashMap<>(weights.tensors());
        without.replaceAll((name, tensor) ->
                name.contains("c_proj") ? new Tensor(tensor.shape(), new float[tensor.values().length]) : tensor);
        try (ModelSession session = open(plain, new Weights(without))) {
            assertThat(counts).containsKey(Math.round(session.evaluate(batch).loss() * 1e4));
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
            assertThatThrownBy(() -> session.startTraining(PLAIN, fresh(blueprint), everySecondTensor(blueprint)))
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
            session.startTraining(PLAIN, fresh(blueprint), LearningRates.all(blueprint));
            StepResult result = session.step(batches, StepSettings.of(1e-3, 0, 1));
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
            session.startTraining(PLAIN, fresh(blueprint), LearningRates.all(blueprint));
            double first = session.step(List.of(batch), StepSettings.of(1e-2, 1, 1))
                    .byHead()
                    .get("lm");
            double last = first;
            for (int step = 2; step <= 100; step++) {
                last = session.step(List.of(batch), StepSettings.of(1e-2, 1, step))
                        .byHead()
                        .get("lm");
            }
            assertThat(last).isLessThan(0.6 * first);
        }
    }

    private static Weights zeros(Weights weights) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        weights.tensors()
                .forEach((name, tensor) ->
                        zeros.put(name, new Tensor(tensor.shape(), new float[tensor.values().length])));
        return new Weights(zeros);
    }

    private static void steps(ModelSession session, int from, int to) {
        for (int step = from; step <= to; step++) {
            session.step(List.of(batch(2, CONTEXT, step)), StepSettings.of(1e-2, 1, step));
        }
    }

    private static OptimizerState fresh(Blueprint blueprint) {
        return OptimizerState.fresh(ADAMW.optimizer(), blueprint);
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
