package glassformer.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepSettings;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.reference.Blueprints;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// The passes of a kernel's outer loop may be done at once: nothing that one writes is read by another.
class ParallelJavaTest {
    @Test
    void severalThreadsGiveTheSameWeightsBitByBit() {
        IntFunction<Weights> trained = threads -> {
            Blueprint blueprint = Blueprints.all().findFirst().orElseThrow();
            UpdateRule rule = UpdateRule.of(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1));
            int length = blueprint.config().contextLength();
            SplittableRandom random = new SplittableRandom(1);
            try (ModelSession session =
                    new KernelSession(blueprint, Weights.initial(blueprint, 1), new JavaExecutor(threads))) {
                session.startTraining(
                        rule, OptimizerState.fresh(rule.optimizer(), blueprint), LearningRates.all(blueprint));
                for (int step = 1; step <= 5; step++) {
                    int[] ids = random.ints(16L * length, 0, 13).toArray();
                    session.step(
                            java.util.List.of(Batch.nextTokens(ids, ids, 16, length)), StepSettings.of(1e-2, 1, step));
                }
                return session.weights();
            }
        };
        Weights alone = trained.apply(1);
        trained.apply(3).tensors().forEach((name, tensor) -> assertThat(tensor.values())
                .as(name)
                .isEqualTo(alone.get(name).values()));
    }
}
