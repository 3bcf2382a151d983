package glassformer.engine.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.StandardSize;
import glassformer.engine.Batch;
import glassformer.engine.Engine;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepSettings;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.engine.djl.DjlEngineProvider;
import glassformer.engine.kernels.JavaExecutor;
import glassformer.engine.kernels.KernelSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Milliseconds of a training step of size S, on the first device that TornadoVM finds, as plain Java by one thread and
/// by all, and by DJL on the CPU. They take turns, because a shared machine's speed changes from minute to minute.
@Tag("slow")
class TornadoTimingTest {
    private static final int VOCABULARY = 65;
    private static final int ROUNDS = 6;
    private static final int STEPS = 5;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void allTrainAndTellTheirTime() {
        assumeTrue(
                System.getProperty("tornado.load.runtime.implementation") != null,
                "the tests were started without TornadoVM's SDK");
        Blueprint blueprint = StandardSize.S.config(VOCABULARY).blueprint();
        Weights start = Weights.initial(blueprint, 1);
        int threads = Runtime.getRuntime().availableProcessors();
        Engine tornado = new TornadoEngine();
        try (Engine djl = new DjlEngineProvider().open();
                ModelSession device =
                        tornado.open(blueprint, start, tornado.devices().getFirst());
                ModelSession one = new KernelSession(blueprint, start, new JavaExecutor(1));
                ModelSession all = new KernelSession(blueprint, start, new JavaExecutor(threads));
                ModelSession torch = djl.open(blueprint, start, djl.devices().getFirst())) {
            Map<String, ModelSession> sessions = new LinkedHashMap<>();
            sessions.put(tornado.devices().getFirst().id(), device);
            sessions.put("plain Java, 1 thread", one);
            sessions.put("plain Java, " + threads + " threads", all);
            sessions.put("DJL", torch);
            Map<String, List<Double>> times = new LinkedHashMap<>();
            for (int round = 0; round <= ROUNDS; round++) {
                for (Map.Entry<String, ModelSession> each : sessions.entrySet()) {
                    List<Double> turn = turn(each.getValue(), blueprint, round == 0);
                    if (round > 0) { // the first warms up
                        times.computeIfAbsent(each.getKey(), key -> new ArrayList<>())
                                .addAll(turn);
                    }
                }
            }
            times.forEach((name, some) -> System.out.printf("%-24s %8.1f ms a step%n", name, median(some)));
            assertThat(times).hasSize(4).allSatisfy((name, each) -> assertThat(median(each))
                    .isPositive());
        }
    }

    private List<Double> turn(ModelSession session, Blueprint blueprint, boolean begins) {
        if (begins) {
            Optimizer adamw = new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1);
            session.startTraining(
                    UpdateRule.of(adamw), OptimizerState.fresh(adamw, blueprint), LearningRates.all(blueprint));
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            int[] ids = random.ints(StandardSize.S.tokens(), 0, VOCABULARY).toArray();
            int[] next = new int[ids.length];
            for (int j = 0; j < ids.length; j++) {
                next[j] = (ids[j] * 7 + 3) % VOCABULARY;
            }
            int texts = StandardSize.S.batchSize();
            Batch batch = Batch.nextTokens(ids, next, texts, ids.length / texts);
            long began = System.nanoTime();
            session.step(List.of(batch), StepSettings.of(1e-3, 1, i));
            times.add((System.nanoTime() - began) / 1e6);
        }
        return times;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
