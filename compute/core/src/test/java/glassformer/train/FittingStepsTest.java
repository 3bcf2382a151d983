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
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Weights;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.List;
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
