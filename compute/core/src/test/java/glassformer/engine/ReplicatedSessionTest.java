package glassformer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.reference.Blueprints;
import glassformer.reference.ReferenceEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplicatedSessionTest {
    private static final UpdateRule RULE = UpdateRule.of(new Optimizer.Sgd(0.9, false, 0));
    private static final StepSettings SETTINGS = StepSettings.of(0.1, 0, 1);

    private final ReferenceEngine engine = new ReferenceEngine();
    private final Blueprint blueprint = Blueprints.all().findFirst().orElseThrow();
    private final Weights start = Weights.initial(blueprint, 1);

    @Test
    void aStepThatDoesNotFitSomewhereLeavesNothingBehind() {
        Batch whole = batch(8);
        try (ModelSession one = session();
                ModelSession two =
                        new ReplicatedSession(session(), weights -> List.of(new LocalReplica(cramped(2))), ALL)) {
            for (ModelSession session : List.of(one, two)) {
                session.startTraining(
                        RULE, OptimizerState.fresh(RULE.optimizer(), blueprint), LearningRates.all(blueprint));
            }
            assertThatThrownBy(() -> two.step(List.of(whole), SETTINGS)).isInstanceOf(DeviceMemoryException.class);
            assertThat(two.weights()).isEqualTo(start);
            StepResult found = two.step(Batch.split(List.of(whole), 2), SETTINGS);
            StepResult expected = one.step(List.of(whole), SETTINGS);
            assertThat(found.gradientNorm()).isCloseTo(expected.gradientNorm(), within(1e-6));
            assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-6));
            start.tensors().keySet().forEach(name -> {
                float[] values = two.weights().get(name).values();
                for (int i = 0; i < values.length; i++) {
                    assertThat(values[i])
                            .as(name)
                            .isCloseTo(one.weights().get(name).values()[i], within(1e-6f));
                }
            });
        }
    }

    @Test
    void everyTextAndEachLabelIsInOnePart() {
        List<Batch> batches = List.of(batch(5), batch(2));
        Division division = Division.of(batches, 3);
        List<Integer> texts = division.parts().stream()
                .map(parts ->
                        parts.stream().mapToInt(part -> part.batch().size()).sum())
                .toList();
        assertThat(texts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(7);
        assertThat(texts).allMatch(count -> count >= 1 && count <= 3);
        double labels = division.parts().stream()
                .flatMap(List::stream)
                .mapToDouble(part -> part.shares().values().iterator().next())
                .sum();
        assertThat(labels / division.total()).isCloseTo(1, within(1e-12));
    }

    @Test
    void evenMicroBatchesAreDealtOutWhole() {
        Division division = Division.of(List.of(batch(2), batch(2), batch(2), batch(2)), 2);
        assertThat(division.total()).isEqualTo(4);
        assertThat(division.parts()).allSatisfy(parts -> assertThat(parts).hasSize(2));
    }

    private static final ReplicatedSession.Threads ALL = ReplicatedSession.Threads.ALL;

    private ParallelSession session() {
        return (ParallelSession) engine.open(blueprint, start, engine.devices().getFirst());
    }

    /// With room for so many texts.
    private ParallelSession cramped(int room) {
        ParallelSession inner = session();
        return (ParallelSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ParallelSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("accumulate") && ((Batch) arguments[0]).size() > room) {
                        throw new DeviceMemoryException("out of memory", new IllegalStateException());
                    }
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Batch batch(int size) {
        SplittableRandom random = new SplittableRandom(size);
        int length = blueprint.config().contextLength();
        int vocabulary = blueprint.config().vocabSize();
        int[] targets = random.ints((long) size * length, 0, vocabulary).toArray();
        Arrays.fill(targets, 0, length / 2, Labels.IGNORED); // so that parts have unequal numbers
        return Batch.nextTokens(random.ints((long) size * length, 0, vocabulary).toArray(), targets, size, length);
    }
}
