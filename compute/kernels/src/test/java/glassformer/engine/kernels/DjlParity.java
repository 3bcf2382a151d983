package glassformer.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Family;
import glassformer.blueprint.ModelConfig;
import glassformer.engine.Batch;
import glassformer.engine.Engine;
import glassformer.engine.Labels;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepSettings;
import glassformer.engine.Tokens;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.engine.djl.DjlEngineProvider;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an engine of kernels must have in common with DJL's PyTorch: the same training, checkpoints that either goes on
/// from, the same text.
public abstract class DjlParity {
    private static final int VOCABULARY = 33;
    private static final int CONTEXT = 24;
    private static final int TEXTS = 6;
    private static final UpdateRule ADAMW = UpdateRule.of(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1));

    private static Engine djl;

    @BeforeAll
    static void open() {
        djl = new DjlEngineProvider().open();
    }

    @AfterAll
    static void close() {
        djl.close();
    }

    /// The engine under test.
    protected abstract Engine engine();

    /// What either is trained on.
    record Model(String name, Blueprint blueprint) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Model> decoders() {
        Values sizes = Values.initial(new Schema(Family.GPT.settings()))
                .with("model.layers", 2)
                .with("model.heads", 4)
                .with("model.dim", 32)
                .with("model.dropout", 0.0)
                .with("model.contextLength", CONTEXT);
        return Stream.of(
                new Model("GPT-2", blueprint(sizes)),
                new Model(
                        "Llama",
                        blueprint(sizes.with("model.position", "rotary")
                                .with("model.norm", "rmsnorm")
                                .with("model.activation", "swiglu")
                                .with("model.kvHeads", 2)
                                .with("model.bias", false))));
    }

    static Stream<Model> models() {
        Values bert = Values.initial(new Schema(Family.BERT.settings()))
                .with("model.layers", 2)
                .with("model.heads", 4)
                .with("model.dim", 32)
                .with("model.dropout", 0.0)
                .with("model.contextLength", CONTEXT);
        return Stream.concat(decoders(), Stream.of(new Model("BERT", blueprint(bert))));
    }

    private static Blueprint blueprint(Values values) {
        ModelConfig config = ModelConfig.of(values, VOCABULARY);
        return config.blueprint(config.pretrainingHeads());
    }

    @ParameterizedTest
    @MethodSource("models")
    void fiftyStepsHaveTheSameLosses(Model model) {
        Weights start = Weights.initial(model.blueprint(), 1);
        try (ModelSession ours = begun(engine(), model.blueprint(), start, null);
                ModelSession theirs = begun(djl, model.blueprint(), start, null)) {
            List<Double> mine = losses(ours, model, 1, 50);
            List<Double> other = losses(theirs, model, 1, 50);
            assertThat(ours.weights()).isNotEqualTo(start);
            for (int i = 0; i < 50; i++) {
                assertThat(mine.get(i)).as("step %d", i + 1).isCloseTo(other.get(i), within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void eitherGoesOnFromTheOthersCheckpoint(Model model) {
        Blueprint blueprint = model.blueprint();
        Weights start = Weights.initial(blueprint, 2);
        for (List<Engine> order : List.of(List.of(engine(), djl), List.of(djl, engine()))) {
            try (ModelSession first = begun(order.getFirst(), blueprint, start, null)) {
                losses(first, model, 1, 10);
                try (ModelSession second = begun(order.getLast(), blueprint, first.weights(), first.optimizerState())) {
                    List<Double> goneOn = losses(second, model, 11, 20);
                    List<Double> never = losses(first, model, 11, 20);
                    for (int i = 0; i < 10; i++) {
                        assertThat(goneOn.get(i)).as("step %d", 11 + i).isCloseTo(never.get(i), within(1e-3));
                    }
                    assertThat(second.optimizerState().steps()).isEqualTo(20);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void theLikeliestTextIsTheSame(Model model) {
        Blueprint blueprint = model.blueprint();
        try (ModelSession theirs = begun(djl, blueprint, Weights.initial(blueprint, 3), null)) {
            losses(theirs, model, 1, 60);
            try (ModelSession ours = engine().open(
                            blueprint, theirs.weights(), engine().devices().getFirst())) {
                assertThat(greedy(ours)).hasSize(CONTEXT).isEqualTo(greedy(theirs));
            }
        }
    }

    private static List<Integer> greedy(ModelSession session) {
        List<Integer> ids = new ArrayList<>(List.of(1, 8, 15, 22, 29, 3, 10, 17, 24, 31));
        try (ModelSession.Decoding decoding = session.startDecoding(null)) {
            float[] scores =
                    decoding.append(ids.stream().mapToInt(Integer::intValue).toArray());
            while (ids.size() < CONTEXT) {
                int best = 0;
                for (int i = 1; i < scores.length; i++) {
                    best = scores[i] > scores[best] ? i : best;
                }
                ids.add(best);
                if (ids.size() < CONTEXT) {
                    scores = decoding.append(new int[] {best});
                }
            }
        }
        return ids;
    }

    private static ModelSession begun(
            Engine engine, Blueprint blueprint, Weights weights, @Nullable OptimizerState state) {
        ModelSession session = engine.open(blueprint, weights, engine.devices().getFirst());
        session.startTraining(
                ADAMW,
                state == null ? OptimizerState.fresh(ADAMW.optimizer(), blueprint) : state,
                LearningRates.all(blueprint));
        return session;
    }

    private static List<Double> losses(ModelSession session, Model model, int from, int to) {
        List<Double> losses = new ArrayList<>();
        for (int step = from; step <= to; step++) {
            losses.add(session.step(List.of(batch(model, step)), StepSettings.of(2e-3, 1, step))
                    .loss());
        }
        return losses;
    }

    /// Numbers that go up by 7, some of them wrong, each of which tells the next; or the hidden ones among them.
    private static Batch batch(Model model, int step) {
        SplittableRandom random = new SplittableRandom(step);
        int[] ids = new int[TEXTS * CONTEXT];
        int[] next = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % CONTEXT == 0 || random.nextInt(10) == 0 ? random.nextInt(VOCABULARY) : next[i - 1];
            next[i] = (ids[i] + 7) % VOCABULARY;
        }
        if (model.blueprint().heads().getFirst().name().equals("lm")) {
            return Batch.nextTokens(ids, next, TEXTS, CONTEXT);
        }
        int[] labels = new int[ids.length];
        Arrays.fill(labels, Labels.IGNORED);
        for (int i = 0; i < ids.length; i += 1 + random.nextInt(8)) {
            labels[i] = ids[i];
            ids[i] = 0;
        }
        int[] lengths = random.ints(TEXTS, CONTEXT / 2, CONTEXT + 1).toArray();
        for (int i = 0; i < ids.length; i++) {
            if (i % CONTEXT >= lengths[i / CONTEXT]) {
                labels[i] = Labels.IGNORED;
            }
        }
        return new Batch(
                new Tokens(ids, null, lengths, TEXTS, CONTEXT), null, List.of(new Labels.Classes("mlm", labels)));
    }
}
