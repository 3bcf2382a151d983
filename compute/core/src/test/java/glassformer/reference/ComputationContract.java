package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Regularization;
import glassformer.engine.Batch;
import glassformer.engine.Computation;
import glassformer.engine.LearningRates;
import glassformer.engine.LossScale;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.Precision;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What an engine must do that trains in low precision and with activation checkpointing.
public abstract class ComputationContract extends ContractCase {
    private static final int CONTEXT = Architecture.CONTEXT;
    private static final UpdateRule SGD = UpdateRule.of(new Optimizer.Sgd(0, false, 0));
    private static final UpdateRule ADAMW = UpdateRule.of(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1));
    private static final Computation CHECKPOINTING = new Computation(Precision.FLOAT32, true);

    /// Every kind of position, mask, head and adapter, each family.
    static Stream<Architecture> varied() {
        List<Architecture> decoders = Architecture.decoders();
        List<Architecture> translators = Architecture.encoderDecoders();
        return Stream.of(
                        List.of(
                                Architecture.of(Architecture.gpt(
                                        PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false, 0)),
                                Architecture.of(Architecture.gpt(
                                        PositionKind.ALIBI, NormKind.LAYER_NORM, Activation.GELU, true, 0)),
                                decoders.get(decoders.size() - 4),
                                decoders.get(decoders.size() - 2),
                                decoders.getLast(),
                                Architecture.encoders().get(1),
                                translators.getFirst(),
                                translators.getLast()),
                        Architecture.adapted().subList(0, 2))
                .flatMap(List::stream);
    }

    /// The gradient as a whole is off by a few of the precision's roundings, 2^-9 and 2^-12 of a value.
    @ParameterizedTest
    @MethodSource("varied")
    void gradientsInLowPrecisionAreNearThoseOfFloat32(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 51);
        Batch batch = new RandomBatch(blueprint, 52).of(4, CONTEXT, true);
        Weights exact = gradients(blueprint, weights, batch, Computation.USUAL);
        double coarse = distance(exact, gradients(blueprint, weights, batch, low(Precision.BFLOAT16)));
        double fine = distance(exact, gradients(blueprint, weights, batch, low(Precision.FLOAT16)));
        assertThat(coarse).isBetween(0x1p-12, 16 * 0x1p-9);
        assertThat(fine).isBetween(0x1p-15, 16 * 0x1p-12);
    }

    @ParameterizedTest
    @EnumSource(names = "FLOAT32", mode = EnumSource.Mode.EXCLUDE)
    void lossFallsAsFarInLowPrecision(Precision precision) {
        Blueprint blueprint = Architecture.of(
                        Architecture.gpt(PositionKind.ROTARY, NormKind.RMS_NORM, Activation.SWIGLU, false, 0))
                .blueprint();
        Batch batch = new RandomBatch(blueprint, 53).of(2, CONTEXT, false);
        double[] losses = new double[2];
        for (int i = 0; i < 2; i++) {
            try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1))) {
                start(session, ADAMW, i == 0 ? Computation.USUAL : low(precision));
                for (int step = 1; step <= 60; step++) {
                    StepResult result;
                    do {
                        result = session.step(List.of(batch), StepSettings.of(1e-2, 1, step));
                    } while (result.overflowed());
                    losses[i] = result.loss();
                }
            }
        }
        assertThat(losses[1]).isCloseTo(losses[0], within(0.05));
    }

    @Test
    void anOverflowChangesNothingAndHalvesTheScale() {
        Blueprint blueprint = Architecture.decoders().getLast().blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 54);
        Batch batch = new RandomBatch(blueprint, 55).of(2, CONTEXT, false);
        OptimizerState wild = scaled(OptimizerState.fresh(ADAMW.optimizer(), blueprint), new LossScale(0x1p30, 7));
        try (ModelSession session = open(blueprint, weights)) {
            session.startTraining(ADAMW, wild, LearningRates.all(blueprint), low(Precision.FLOAT16));
            StepSettings settings = StepSettings.of(1e-3, 1, 1);
            StepResult result = session.step(List.of(batch), settings);
            assertThat(result.overflowed()).isTrue();
            assertThat(result.loss()).isFinite();
            assertThat(result.lossScale()).isEqualTo(new LossScale(0x1p30, 7));
            assertThat(session.optimizerState().steps()).isZero();
            assertThat(session.optimizerState().lossScale()).isEqualTo(new LossScale(0x1p29, 0));
            assertSame(session.weights(), weights);
            int attempts = 1;
            while (result.overflowed()) {
                result = session.step(List.of(batch, batch), settings);
                attempts++;
            }
            assertThat(attempts).isBetween(3, 30);
            assertThat(session.optimizerState().steps()).isEqualTo(1);
            assertThat(session.optimizerState().lossScale())
                    .isEqualTo(new LossScale(0x1p30 / Math.pow(2, attempts - 1.0), 1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "FLOAT32", mode = EnumSource.Mode.EXCLUDE)
    void whatGoesOnFromItsStateDoesWhatItWouldHaveDone(Precision precision) {
        Blueprint blueprint = Architecture.dropping().getFirst().blueprint();
        Computation computation = new Computation(precision, true);
        Batch batch = new RandomBatch(blueprint, 56).of(2, CONTEXT, false);
        try (ModelSession whole = open(blueprint, ReferenceModel.randomWeights(blueprint, 57))) {
            start(whole, ADAMW, computation);
            for (int step = 1; step <= 3; step++) {
                whole.step(List.of(batch), StepSettings.of(1e-2, 1, step));
            }
            OptimizerState state = whole.optimizerState();
            try (ModelSession resumed = open(blueprint, whole.weights())) {
                resumed.startTraining(ADAMW, state, LearningRates.all(blueprint), computation);
                for (int step = 4; step <= 6; step++) {
                    StepResult one = whole.step(List.of(batch), StepSettings.of(1e-2, 1, step));
                    StepResult other = resumed.step(List.of(batch), StepSettings.of(1e-2, 1, step));
                    assertThat(other).isEqualTo(one);
                }
                assertSame(resumed.weights(), whole.weights());
                assertThat(resumed.optimizerState().lossScale())
                        .isEqualTo(whole.optimizerState().lossScale());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("varied")
    void gradientsWithActivationCheckpointingAreTheSame(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 58);
        Batch batch = new RandomBatch(blueprint, 59).of(3, CONTEXT, true);
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            assertThat(distance(
                            gradients(blueprint, weights, batch, new Computation(precision, false)),
                            gradients(blueprint, weights, batch, new Computation(precision, true))))
                    .isLessThanOrEqualTo(checkpointingTolerance(precision));
        }
    }

    static Stream<Architecture> dropping() {
        return Architecture.dropping().stream();
    }

    /// With dropout everywhere, branches left out and noise, over several micro-batches.
    @ParameterizedTest
    @MethodSource("dropping")
    void randomNumbersAreTheSameWhenABlockIsComputedAgain(Architecture architecture) {
        Blueprint plain = architecture.blueprint();
        Blueprint blueprint = new Regularization(1, 1, 1, 0.3).applyTo(plain);
        Weights weights = ReferenceModel.randomWeights(plain, 60);
        RandomBatch random = new RandomBatch(blueprint, 61);
        List<Batch> batches = List.of(random.of(4, CONTEXT, false), random.of(4, CONTEXT, false));
        Weights[] after = new Weights[2];
        for (int i = 0; i < 2; i++) {
            try (ModelSession session = open(blueprint, weights)) {
                start(session, SGD, i == 0 ? Computation.USUAL : CHECKPOINTING);
                for (int step = 1; step <= 3; step++) {
                    session.step(batches, new StepSettings(0.1, 0, 0.01, step));
                }
                after[i] = session.weights();
            }
        }
        assertThat(distance(after[0], after[1])).isLessThanOrEqualTo(checkpointingTolerance(Precision.FLOAT32));
        assertThat(distance(weights, after[0])).isGreaterThan(1e-3);
    }

    /// By how much a block that is computed again may change a gradient as a whole: not by a bit, unless sums are taken
    /// in another order.
    protected double checkpointingTolerance(Precision precision) {
        return 0;
    }

    private Weights gradients(Blueprint blueprint, Weights weights, Batch batch, Computation computation) {
        try (ModelSession session = open(blueprint, weights)) {
            start(session, SGD, computation);
            return session.gradients(batch);
        }
    }

    private static void start(ModelSession session, UpdateRule rule, Computation computation) {
        Blueprint blueprint = session.blueprint();
        session.startTraining(
                rule,
                scaled(OptimizerState.fresh(rule.optimizer(), blueprint), new LossScale(256, 0)),
                LearningRates.all(blueprint),
                computation);
    }

    private static OptimizerState scaled(OptimizerState state, LossScale scale) {
        return new OptimizerState(state.steps(), state.memory(), state.live(), state.missed(), scale);
    }

    private static Computation low(Precision precision) {
        return new Computation(precision, false);
    }

    /// Relative to the first, over all tensors.
    private static double distance(Weights from, Weights to) {
        double off = 0;
        double size = 0;
        for (Map.Entry<String, Tensor> entry : from.tensors().entrySet()) {
            float[] one = entry.getValue().values();
            float[] other = to.get(entry.getKey()).values();
            for (int i = 0; i < one.length; i++) {
                off += Math.pow((double) one[i] - other[i], 2);
                size += Math.pow(one[i], 2);
            }
        }
        return Math.sqrt(off / size);
    }

    private static void assertSame(Weights actual, Weights expected) {
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.get(name).values()).as(name).isEqualTo(tensor.values()));
    }
}
