package glassformer.reference;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Optimizer;
import glassformer.engine.OptimizerState;
import glassformer.engine.ReplicaLostException;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.worker.ReplicaProcesses;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ReplicaProcessesTest {
    private static final UpdateRule RULE = new UpdateRule(new Optimizer.Sgd(0.9, true, 0.1), 1e-3, 0.9);

    private final Blueprint blueprint = Architecture.encoders().get(1).blueprint();
    private final Weights start = ReferenceModel.randomWeights(blueprint, 61);
    private final OptimizerState fresh = OptimizerState.fresh(RULE.optimizer(), blueprint);

    @ParameterizedTest
    @ValueSource(strings = {"cpu*2", "cpu*3"})
    void processesTrainAsOne(String device) {
        try (ModelSession one = new ReferenceEngine()
                        .open(blueprint, start, new ReferenceEngine().devices().getFirst());
                ModelSession several = open(device)) {
            one.startTraining(RULE, fresh, LearningRates.all(blueprint));
            several.startTraining(RULE, fresh, LearningRates.all(blueprint));
            for (int step = 1; step <= 20; step++) {
                List<Batch> batches = List.of(batch(step));
                StepSettings settings = StepSettings.of(1e-3, 1, step);
                StepResult expected = one.step(batches, settings);
                StepResult found = several.step(batches, settings);
                assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-5 * expected.loss()));
            }
            one.weights().tensors().forEach((name, tensor) -> {
                float[] values = several.weights().get(name).values();
                for (int i = 0; i < values.length; i++) {
                    assertThat(values[i]).as(name).isCloseTo(tensor.values()[i], within(1e-5f));
                }
            });
        }
    }

    @Test
    void aKilledProcessIsToldOfAndTheWeightsStayAsTheyWere() {
        try (ModelSession several = open("cpu*2")) {
            several.startTraining(RULE, fresh, LearningRates.all(blueprint));
            several.step(List.of(batch(1)), StepSettings.of(1e-3, 1, 1));
            Weights before = several.weights();
            ProcessHandle child = children().findFirst().orElseThrow();
            child.destroyForcibly();
            child.onExit().join();
            assertThatThrownBy(() -> several.step(List.of(batch(2)), StepSettings.of(1e-3, 1, 2)))
                    .isInstanceOf(ReplicaLostException.class)
                    .hasMessage("process 2 of 2 failed: the compute process was killed (signal 9), by a person or by"
                            + " the system because memory ran out");
            assertThat(several.weights()).isEqualTo(before);
            assertThat(several.optimizerState().steps()).isEqualTo(1);
        }
    }

    @Test
    void noProcessAndNoFileIsLeft() throws Exception {
        Set<Long> before = children().map(ProcessHandle::pid).collect(Collectors.toSet());
        List<ProcessHandle> started;
        List<Path> folders = folders();
        try (ModelSession several = open("cpu*3")) {
            several.startTraining(RULE, fresh, LearningRates.all(blueprint));
            started = children().filter(child -> !before.contains(child.pid())).toList();
            assertThat(started).hasSize(2);
            assertThat(folders()).hasSize(folders.size() + 2);
        }
        for (ProcessHandle child : started) {
            child.onExit().get(20, SECONDS);
        }
        assertThat(folders()).isEqualTo(folders);
    }

    private static List<Path> folders() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")))) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, "glassformer-replica-*")) {
                    entries.forEach(found::add);
                }
            }
        }
        return found;
    }

    /// Java processes that this one has started.
    private static Stream<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive);
    }

    private Batch batch(int step) {
        return new RandomBatch(blueprint, step).of(5, Architecture.CONTEXT, true);
    }

    private ModelSession open(String device) {
        Engines.Located place = ReplicaWorker.engines(new ReplicaProcesses(ReplicaWorker.command()))
                .locate(device);
        return place.engine().open(blueprint, start, place.device());
    }
}
