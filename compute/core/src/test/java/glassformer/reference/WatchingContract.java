package glassformer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Activation;
import glassformer.blueprint.ActivationSite;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.PositionKind;
import glassformer.engine.Batch;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.TensorStatistics;
import glassformer.engine.TensorStatistics.Kind;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What an engine that watches activations must find in them: what [ReferenceModel] has there.
public abstract class WatchingContract extends ContractCase {
    private static final UpdateRule RULE = UpdateRule.of(new Optimizer.Sgd(0, false, 0));
    private static final int CONTEXT = Architecture.CONTEXT;

    static Stream<Architecture> architectures() {
        return Architecture.all();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void activationsAreTheReferencesWithoutPadding(Architecture architecture) {
        Blueprint blueprint = architecture.blueprint();
        Weights weights = ReferenceModel.randomWeights(blueprint, 51);
        List<Batch> batches = List.of(new RandomBatch(blueprint, 52).of(4, CONTEXT, true));
        StatisticsCloseness.assertClose(
                watched(blueprint, weights, LearningRates.all(blueprint), batches),
                expected(blueprint, weights, batches));
    }

    @Test
    void severalMicroBatchesAreCountedAsOne() {
        for (Architecture architecture : trainedInPart()) {
            Blueprint blueprint = architecture.blueprint();
            Weights weights = ReferenceModel.randomWeights(blueprint, 53);
            RandomBatch random = new RandomBatch(blueprint, 54);
            List<Batch> batches = List.of(
                    random.of(3, CONTEXT, true), random.of(2, CONTEXT, false), random.of(1, CONTEXT - 1, false));
            StatisticsCloseness.assertClose(
                    watched(blueprint, weights, LearningRates.all(blueprint), batches),
                    expected(blueprint, weights, batches));
        }
    }

    @Test
    void frozenLayersAreWatchedToo() {
        for (Architecture architecture : trainedInPart()) {
            Blueprint blueprint = architecture.blueprint();
            Weights weights = ReferenceModel.randomWeights(blueprint, 55);
            String last = ParameterTable.of(blueprint).weights().getLast().name();
            List<Batch> batches = List.of(new RandomBatch(blueprint, 56).of(2, CONTEXT, true));
            StatisticsCloseness.assertClose(
                    watched(blueprint, weights, new LearningRates(Map.of(last, 1.0)), batches),
                    expected(blueprint, weights, batches));
        }
    }

    @Test
    void bothSidesOfATranslatorAndWhatCrossesAreNamed() {
        List<String> names = ActivationSite.of(
                        Architecture.encoderDecoders().getFirst().blueprint())
                .stream()
                .map(ActivationSite::name)
                .toList();
        assertThat(names)
                .startsWith("encoder.blocks.0.attn_out", "encoder.blocks.0.mlp_post", "encoder.blocks.0.resid_post")
                .containsSubsequence(
                        "decoder.blocks.0.attn_out",
                        "decoder.blocks.0.cross_attn_out",
                        "decoder.blocks.0.mlp_post",
                        "decoder.blocks.0.resid_post")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "GELU", "SILU", "SWIGLU"})
    void unitsThatNeverLeaveZeroAreDead(Activation activation) {
        Blueprint blueprint = Architecture.gpt(PositionKind.LEARNED, NormKind.LAYER_NORM, activation, true, 0)
                .blueprint();
        List<Layer.FeedForward> layers = blueprint
                .layers()
                .filter(Layer.FeedForward.class::isInstance)
                .map(Layer.FeedForward.class::cast)
                .toList();
        int units = layers.getFirst().up().out();
        Weights weights = ReferenceModel.randomWeights(blueprint, 57);
        Weights killed = killed(weights, layers.getFirst(), 3);
        List<Batch> batches = List.of(new RandomBatch(blueprint, 58).of(8, CONTEXT, false));
        LearningRates all = LearningRates.all(blueprint);
        // Deeper units of random weights may be dead with a ReLU; those of the first layer are not.
        assertThat(dead(watched(blueprint, weights, all, batches))).startsWith(0.0);
        assertThat(dead(watched(blueprint, killed, all, batches)))
                .hasSize(layers.size())
                .startsWith(3.0 / units);
    }

    @Test
    void aStepThatIsNotWatchedFindsNothing() {
        Blueprint blueprint = Architecture.decoders().getFirst().blueprint();
        try (ModelSession session = open(blueprint, Weights.initial(blueprint, 1))) {
            session.startTraining(
                    RULE, OptimizerState.fresh(RULE.optimizer(), blueprint), LearningRates.all(blueprint));
            Batch batch = new RandomBatch(blueprint, 59).of(2, CONTEXT, false);
            assertThat(session.step(List.of(batch), StepSettings.of(1e-3, 0, 1)).statistics())
                    .isEmpty();
        }
    }

    /// Sets the first units' share of the product up to nothing, and with a ReLU its bias far below 0.
    private static Weights killed(Weights weights, Layer.FeedForward layer, int count) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
        Layer.Linear up = layer.up();
        float[] matrix = weights.get(up.weight().name()).values().clone();
        boolean outFirst = up.layout() == Layer.Layout.OUT_IN;
        for (int unit = 0; unit < count; unit++) {
            for (int i = 0; i < up.in(); i++) {
                matrix[outFirst ? unit * up.in() + i : i * up.out() + unit] = 0;
            }
        }
        tensors.put(up.weight().name(), new Tensor(up.weight().shape(), matrix));
        if (up.bias() != null) {
            float[] bias = weights.get(up.bias().name()).values().clone();
            Arrays.fill(bias, 0, count, layer.activation() == Activation.RELU ? -5 : 0);
            tensors.put(up.bias().name(), new Tensor(up.bias().shape(), bias));
        }
        return new Weights(tensors);
    }

    private static List<Architecture> trainedInPart() {
        return List.of(
                Architecture.decoders().getLast(),
                Architecture.encoders().get(1),
                Architecture.encoderDecoders().getLast());
    }

    private List<TensorStatistics> watched(
            Blueprint blueprint, Weights weights, LearningRates rates, List<Batch> batches) {
        try (ModelSession session = open(blueprint, weights)) {
            session.startTraining(RULE, OptimizerState.fresh(RULE.optimizer(), blueprint, rates), rates);
            return session.step(batches, StepSettings.of(1e-3, 0, 1).asWatched(true)).statistics().stream()
                    .filter(one -> one.kind() == Kind.ACTIVATION)
                    .toList();
        }
    }

    private static List<Double> dead(List<TensorStatistics> statistics) {
        return statistics.stream()
                .map(TensorStatistics::dead)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<TensorStatistics> expected(Blueprint blueprint, Weights weights, List<Batch> batches) {
        ReferenceModel reference = new ReferenceModel(blueprint, weights);
        List<ActivationSite> sites = ActivationSite.of(blueprint);
        List<List<double[]>> tokens = new ArrayList<>();
        sites.forEach(site -> tokens.add(new ArrayList<>()));
        for (Batch batch : batches) {
            for (int row = 0; row < batch.size(); row++) {
                List<double[][]> seen = reference.activations(batch.input().row(row), row(batch.decoder(), row));
                assertThat(seen).hasSameSizeAs(sites);
                for (int i = 0; i < seen.size(); i++) {
                    tokens.get(i).addAll(Arrays.asList(seen.get(i)));
                }
            }
        }
        List<TensorStatistics> expected = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            expected.add(
                    TensorStatistics.ofActivation(sites.get(i), tokens.get(i).toArray(new double[0][])));
        }
        return expected;
    }
}
