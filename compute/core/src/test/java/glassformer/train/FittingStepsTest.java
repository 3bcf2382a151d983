package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.engine.BigramEngine;
import glassformer.engine.CrampedSession;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.LossScale;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Penalties;
import glassformer.engine.StepResult;
import glassformer.engine.Weights;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittingStepsTest {
    private static final Values TRAINING = Values.initial(new Schema(TrainingConfig.SETTINGS))
            .with("training.steps", 12L)
            .with("training.batchSize", 6L)
            .with("training.evaluateEvery", 100L)
            .with("training.checkpointEvery", 5L)
            .with("training.optimizer.learningRate", 0.05);

    private final List<TrainingEvent> events = new ArrayList<>();

    @Test
    void whatDoesNotFitIsDoneInPartsWithTheSameResult() {
        Weights roomy = train(session -> session);
        events.clear();
        Weights cramped = train(session -> new CrampedSession(session, step -> step < 4 ? 6 : 2));
        roomy.tensors().forEach((name, tensor) -> {
            float[] found = cramped.get(name).values();
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).as(name).isCloseTo(tensor.values()[i], within(1e-6f));
            }
        });
        List<String> noticed = events.stream()
                .filter(TrainingEvent.Noticed.class::isInstance)
                .map(event -> event.step() + ": " + ((TrainingEvent.Noticed) event).sentence())
                .toList();
        assertThat(noticed).hasSize(2); // 6 texts, then 3, then 2
        assertThat(noticed.getFirst())
                .startsWith("4: Step 4 needed more memory than the device has")
                .contains("3 texts");
        assertThat(noticed.getLast()).contains("2 texts are looked at together, 3 times");
    }

    @Test
    void whereNotEvenOneTextFitsTrainingStopsWithACheckpointOfAllThatWasDone() {
        assertThatThrownBy(() -> train(session -> new CrampedSession(session, step -> step < 8 ? 6 : 0)))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageStartingWith("Training stopped at step 8: the device has too little memory")
                .hasMessageContaining("the checkpoint of step 7 is kept");
        assertThat(events.getLast()).isInstanceOfSatisfying(TrainingEvent.CheckpointDue.class, due -> {
            assertThat(due.step()).isEqualTo(7);
            assertThat(due.optimizer().steps()).isEqualTo(7);
        });
    }

    @Test
    void aStepThatOverflowsIsDoneAgainAndCountedOnce() {
        Weights plain = train(session -> session);
        List<Integer> stepped = steps();
        events.clear();
        int[] attempts = {0};
        Weights overflowing = train(session -> overflowingEveryOther(session, attempts));
        assertThat(attempts[0]).isEqualTo(24);
        assertThat(steps()).isEqualTo(stepped).hasSize(12);
        plain.tensors()
                .forEach((name, tensor) ->
                        assertThat(overflowing.get(name).values()).isEqualTo(tensor.values()));
    }

    private List<Integer> steps() {
        return events.stream()
                .filter(TrainingEvent.Stepped.class::isInstance)
                .map(TrainingEvent::step)
                .toList();
    }

    private static ModelSession overflowingEveryOther(ModelSession inner, int[] attempts) {
        StepResult overflow =
                new StepResult(1, Double.POSITIVE_INFINITY, Map.of(), Penalties.NONE, List.of(), LossScale.INITIAL);
        return (ModelSession) Proxy.newProxyInstance(
                ModelSession.class.getClassLoader(),
                new Class<?>[] {ModelSession.class},
                (proxy, method, arguments) -> method.getName().equals("step") && attempts[0]++ % 2 == 0
                        ? overflow
                        : method.invoke(inner, arguments));
    }

    private Weights train(UnaryOperator<ModelSession> device) {
        Blueprint blueprint = GptConfig.of(TrainerTest.MODEL, 5).blueprint();
        int[] ids = IntStream.range(0, 200).map(i -> i * i % 5).toArray();
        try (Engines engines = BigramEngine.engines()) {
            Engines.Located cpu = engines.locate("cpu");
            ModelSession session =
                    device.apply(cpu.engine().open(blueprint, Weights.initial(blueprint, 1), cpu.device()));
            TrainingConfig config = TrainingConfig.of(TRAINING);
            BatchSampler windows =
                    new BatchSampler(TokenSource.of(ids), blueprint.config().contextLength(), "training");
            new Trainer(
                            session,
                            config,
                            step -> LearningRates.all(blueprint),
                            windows,
                            windows.evenlySpaced(2, 2),
                            Measure.NONE,
                            Probe.NONE,
                            events::add,
                            new TrainingControl())
                    .run(OptimizerState.fresh(config.rule().optimizer(), blueprint));
            return session.weights();
        }
    }
}
