package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.PositionKind;
import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.TensorStatistics;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an engine whose sessions are [glassformer.engine.ParallelSession]s must do: several of them train as one does
/// alone. The devices are several sessions of this process on one device.
public abstract class ParallelContract extends ContractCase {
    private static final int CONTEXT = Architecture.CONTEXT;
    private static final int STEPS = 24;
    private static final UpdateRule SGD = UpdateRule.of(new Optimizer.Sgd(0.9, false, 0.01));
    private static final UpdateRule ADAMW = UpdateRule.of(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1));

    /// @param accumulation micro-batches of `size` texts
    record Case(String name, Blueprint blueprint, LearningRates rates, UpdateRule rule, int size, int accumulation) {
        static Case of(String name, Blueprint blueprint, UpdateRule rule, int size, int accumulation) {
            return new Case(name, blueprint, LearningRates.all(blueprint), rule, size, accumulation);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        // Without biases, since a key's has the gradient 0 but for rounding, of which Adam makes much.
        Blueprint llama = Architecture.gpt(PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false, 0)
                .blueprint();
        Blueprint gpt = Architecture.gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true, 0)
                .blueprint();
        Blueprint encoder = Architecture.encoders().get(1).blueprint();
        Blueprint translator = Architecture.encoderDecoders().getLast().blueprint();
        Blueprint adapted = Architecture.adapted().getFirst().blueprint();
        return Stream.of(
                Case.of("a GPT with AdamW", llama, ADAMW, 6, 1),
                Case.of("a GPT with momentum", gpt, SGD, 6, 1),
                Case.of("micro-batches that are dealt out", llama, ADAMW, 2, 6),
                Case.of("micro-batches that do not come out even", gpt, SGD, 5, 2),
                Case.of("fewer texts than devices", llama, ADAMW, 1, 1),
                Case.of("padded texts for several heads", encoder, SGD, 7, 1),
                Case.of("padded pairs for a translator", translator, SGD, 5, 1),
                Case.of(
                        "a mean of the weights and both penalties",
                        gpt,
                        new UpdateRule(new Optimizer.Sgd(0.9, true, 0.1), 1e-3, 0.98),
                        4,
                        1),
                new Case(
                        "adapters only",
                        adapted,
                        LearningRates.only(adapted, weight -> weight.name().contains("lora")),
                        ADAMW,
                        4,
                        1),
                new Case(
                        "frozen tensors",
                        gpt,
                        LearningRates.only(gpt, weight -> !weight.name().contains("h.0.")),
                        SGD,
                        4,
                        1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twoTrainAsOne(Case of) {
        compare(of, 2);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void threeTrainAsOne(Case of) {
        compare(of, 3);
    }

    private void compare(Case of, int devices) {
        assertThat(of.rates().factors()).isNotEmpty();
        Weights start = ReferenceModel.randomWeights(of.blueprint(), 51);
        try (ModelSession one = open(of.blueprint(), start);
                ModelSession several = together(of.blueprint(), start, devices)) {
            OptimizerState fresh = OptimizerState.fresh(of.rule().optimizer(), of.blueprint(), of.rates());
            one.startTraining(of.rule(), fresh, of.rates());
            several.startTraining(of.rule(), fresh, of.rates());
            for (int step = 1; step <= STEPS; step++) {
                List<Batch> batches = batches(of, step);
                // Noise is drawn by who updates, so it is the same.
                StepSettings settings = new StepSettings(1e-3, 0.5, 1e-3, step, step == STEPS);
                StepResult expected = one.step(batches, settings);
                StepResult found = several.step(batches, settings);
                assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-5 * expected.loss()));
                assertThat(found.gradientNorm())
                        .isCloseTo(expected.gradientNorm(), within(1e-4 * expected.gradientNorm()));
                assertThat(found.byHead()).containsOnlyKeys(expected.byHead().keySet());
                expected.byHead()
                        .forEach((head, loss) ->
                                assertThat(found.byHead().get(head)).as(head).isCloseTo(loss, within(1e-5 * loss)));
                assertThat(ofTensors(found)).hasSameSizeAs(ofTensors(expected));
            }
            assertThat(distance(one.weights(), several.weights())).isLessThan(1e-5);
            assertThat(several.optimizerState().steps()).isEqualTo(STEPS);
            assertThat(distance(one.weights(), start)).as("it learned").isGreaterThan(1e-4);
            Batch batch = batches(of, 99).getFirst();
            double loss = one.evaluate(batch).loss();
            assertThat(several.evaluate(batch).loss()).isCloseTo(loss, within(1e-5 * loss));
        }
    }

    private static List<Batch> batches(Case of, int step) {
        return IntStream.range(0, of.accumulation())
                .mapToObj(i -> new RandomBatch(of.blueprint(), 100L * step + i).of(of.size(), CONTEXT, of.size() > 1))
                .toList();
    }

    @Test
    void dropoutFollowsTheSeedAndTheNumberOfDevices() {
        Blueprint blueprint = Architecture.gpt(
                        PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true, 0.2)
                .blueprint();
        List<Weights> ends = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            ends.add(train(blueprint, 2, 5, Weights.initial(blueprint, 1), fresh(blueprint))
                    .weights());
        }
        ends.getFirst()
                .tensors()
                .forEach((name, tensor) ->
                        assertThat(ends.getLast().get(name).values()).as(name).isEqualTo(tensor.values()));
        assertThat(distance(
                        train(blueprint, 1, 5, Weights.initial(blueprint, 1), fresh(blueprint))
                                .weights(),
                        ends.getFirst()))
                .as("other seeds drop others")
                .isGreaterThan(1e-6);
    }

    @Test
    void trainingGoesOnFromItsStateToTheLastBit() {
        Blueprint blueprint = Architecture.gpt(
                        PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true, 0.2)
                .blueprint();
        End whole = train(blueprint, 3, 8, Weights.initial(blueprint, 1), fresh(blueprint));
        End half = train(blueprint, 3, 4, Weights.initial(blueprint, 1), fresh(blueprint));
        End rest = train(blueprint, 3, 8, half.weights(), half.state());
        whole.weights()
                .tensors()
                .forEach((name, tensor) ->
                        assertThat(rest.weights().get(name).values()).as(name).isEqualTo(tensor.values()));
    }

    private record End(Weights weights, OptimizerState state) {}

    private static OptimizerState fresh(Blueprint blueprint) {
        return OptimizerState.fresh(ADAMW.optimizer(), blueprint);
    }

    private End train(Blueprint blueprint, int devices, int until, Weights weights, OptimizerState state) {
        try (ModelSession session = devices == 1 ? open(blueprint, weights) : together(blueprint, weights, devices)) {
            session.startTraining(ADAMW, state, LearningRates.all(blueprint));
            for (int step = (int) state.steps() + 1; step <= until; step++) {
                Batch batch = new RandomBatch(blueprint, step).of(6, CONTEXT, false);
                session.step(List.of(batch), new StepSettings(1e-2, 1, 1e-3, step));
            }
            return new End(session.weights(), session.optimizerState());
        }
    }

    @Test
    void whatIsTrainedCanChange() {
        Blueprint blueprint = Architecture.gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, Activation.GELU_TANH, true, 0)
                .blueprint();
        Weights start = ReferenceModel.randomWeights(blueprint, 52);
        LearningRates few =
                LearningRates.only(blueprint, weight -> weight.name().contains("h.1."));
        LearningRates all = LearningRates.all(blueprint);
        try (ModelSession one = open(blueprint, start);
                ModelSession two = together(blueprint, start, 2)) {
            for (ModelSession session : List.of(one, two)) {
                session.startTraining(SGD, OptimizerState.fresh(SGD.optimizer(), blueprint, few), few);
                for (int step = 1; step <= 6; step++) {
                    if (step == 4) {
                        session.startTraining(
                                SGD, session.optimizerState().joinedBy(SGD.optimizer(), blueprint, all), all);
                    }
                    Batch batch = new RandomBatch(blueprint, step).of(4, CONTEXT, false);
                    session.step(List.of(batch), StepSettings.of(1e-2, 1, step));
                }
            }
            assertThat(distance(one.weights(), two.weights())).isLessThan(1e-5);
        }
    }

    private ModelSession together(Blueprint blueprint, Weights weights, int devices) {
        Engines.Located place = SeveralDevices.of(engine(), devices)
                .locate(String.join(
                        "+",
                        IntStream.range(0, devices).mapToObj(i -> "twin:" + i).toList()));
        return place.engine().open(blueprint, weights, place.device());
    }

    /// As a share of the length of all values.
    private static double distance(Weights one, Weights other) {
        double off = 0;
        double all = 0;
        for (String name : one.tensors().keySet()) {
            float[] a = one.get(name).values();
            float[] b = other.get(name).values();
            for (int i = 0; i < a.length; i++) {
                off += Math.pow((double) a[i] - b[i], 2);
                all += Math.pow(a[i], 2);
            }
        }
        return Math.sqrt(off / all);
    }

    /// Several devices tell nothing of activations.
    private static List<TensorStatistics> ofTensors(StepResult result) {
        return result.statistics().stream()
                .filter(one -> one.kind() != TensorStatistics.Kind.ACTIVATION)
                .toList();
    }
}
