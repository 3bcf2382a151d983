package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Weights;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
    static final Values MODEL = Values.initial(new Schema(GptConfig.SETTINGS))
            .with("model.layers", 1)
            .with("model.heads", 2)
            .with("model.dim", 8)
            .with("model.contextLength", 4)
            .with("model.tiedHead", false); // a shared table can only learn symmetric pairs
    private static final Values TRAINING = Values.initial(new Schema(TrainingConfig.SETTINGS))
            .with("training.steps", 12)
            .with("training.batchSize", 2)
            .with("training.evaluateEvery", 5)
            .with("training.checkpointEvery", 4)
            .with("training.optimizer.learningRate", 0.05)
            .with("training.schedule.warmupSteps", 3);

    private final List<TrainingEvent> events = new ArrayList<>();
    private final TrainingControl control = new TrainingControl();

    @Test
    void lossFallsWhenOverfittingOnePattern() {
        TrainingOutcome outcome = train(TRAINING.with("training.steps", 200));
        double first = ((TrainingEvent.Stepped) events.stream()
                        .filter(TrainingEvent.Stepped.class::isInstance)
                        .findFirst()
                        .orElseThrow())
                .loss();
        assertThat(first).isGreaterThan(1);
        assertThat(outcome.trainLoss()).isLessThan(0.2);
        assertThat(outcome.validationLoss()).isLessThan(0.2);
    }

    @Test
    void eventsComeInOrder() {
        train(TRAINING);
        assertThat(events.stream().map(TrainerTest::shown))
                .containsExactly(
                        "E0", "C0", "S1", "S2", "S3", "S4", "C4", "S5", "E5", "S6", "S7", "S8", "C8", "S9", "S10",
                        "E10", "S11", "S12", "E12", "C12");
    }

    @Test
    void learningRateFollowsTheSchedule() {
        train(TRAINING);
        LrSchedule schedule = TrainingConfig.of(TRAINING).schedule();
        assertThat(events.stream()
                        .filter(TrainingEvent.Stepped.class::isInstance)
                        .map(event -> ((TrainingEvent.Stepped) event).learningRate()))
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 12)
                        .mapToObj(schedule::at)
                        .toList());
    }

    @Test
    void stopSavesTheStepThatWasReached() {
        TrainingOutcome outcome = train(TRAINING, (step, session) -> {
            if (step == 5) {
                control.stop();
            }
            return List.of();
        });
        assertThat(outcome.stopped()).isTrue();
        assertThat(outcome.step()).isEqualTo(5);
        assertThat(shown(events.getLast())).isEqualTo("C5");
    }

    @Test
    void brokenWeightsAreNeverSaved() {
        Values wild = TRAINING.with("training.optimizer.learningRate", 10.0)
                .with("training.optimizer.weightDecay", 10.0)
                .with("training.schedule.kind", "constant")
                .with("training.steps", 1000);
        assertThatThrownBy(() -> train(wild))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("learning rate 10.0")
                .hasMessageContaining("the last good checkpoint is that of step ");
        assertThat(events).isNotEmpty();
    }

    private TrainingOutcome train(Values training) {
        return train(training, Probe.NONE);
    }

    private TrainingOutcome train(Values training, Probe probe) {
        Blueprint blueprint = GptConfig.of(MODEL, 5).blueprint();
        int[] ids = new int[200];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % 5;
        }
        try (Engines engines = BigramEngine.engines()) {
            Engines.Located cpu = engines.locate("cpu");
            ModelSession session = cpu.engine().open(blueprint, Weights.initial(blueprint, 1), cpu.device());
            TrainingConfig config = TrainingConfig.of(training);
            BatchSampler windows =
                    new BatchSampler(TokenSource.of(ids), blueprint.config().contextLength(), "training");
            return new Trainer(
                            session,
                            config,
                            step -> LearningRates.all(blueprint),
                            windows,
                            windows.evenlySpaced(config.evaluateBatches(), config.batchSize()),
                            Measure.NONE,
                            probe,
                            events::add,
                            control)
                    .run(OptimizerState.fresh(config.rule().optimizer(), blueprint));
        }
    }

    private static String shown(TrainingEvent event) {
        return switch (event) {
            case TrainingEvent.Stepped stepped -> "S" + stepped.step();
            case TrainingEvent.Evaluated evaluated -> "E" + evaluated.step();
            case TrainingEvent.CheckpointDue due -> "C" + due.step();
            case TrainingEvent.Sampled sampled -> "sample";
            case TrainingEvent.Watched watched -> "W" + watched.step();
            case TrainingEvent.Probed probed -> "P" + probed.step();
            case TrainingEvent.Attended attended -> "attention";
            case TrainingEvent.Noticed noticed -> "N" + noticed.step();
            case TrainingEvent.Outlier outlier -> "O" + outlier.step();
        };
    }
}
