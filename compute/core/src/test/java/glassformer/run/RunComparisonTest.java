package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Family;
import glassformer.run.RunComparison.Obstacle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private final Lab lab = Lab.initial("one").with("data.source", "sample:a");

    private static RunStatus status(RunStatus.State state) {
        return new RunStatus(
                state,
                null,
                10,
                10,
                "cpu",
                "djl",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
                5,
                1,
                Map.of(),
                1,
                null,
                null,
                List.of());
    }

    private static ComparedRun run(String name, Lab lab, double... validation) {
        List<Metric> metrics = java.util.stream.IntStream.range(0, validation.length)
                .mapToObj(i -> new Metric(i * 5, Metric.VALIDATION, validation[i], null, null, null, i))
                .toList();
        RunStatus status = status(RunStatus.State.FINISHED);
        return new ComparedRun(Path.of(name), lab, status, RunFigures.of(status, metrics), null, null);
    }

    private static LabDifferences differences(Lab... labs) {
        return LabDifferences.of(List.of(labs));
    }

    @Test
    void onlySettingsThatDifferAreListedInTheOrderOfTheLab() {
        LabDifferences found = differences(
                lab, lab.with("training.optimizer.learningRate", 0.01).with("model.layers", 7), lab);
        assertThat(found.keys()).containsExactly("model.layers", "training.optimizer.learningRate");
        assertThat(found.value(1, "model.layers")).contains(7L);
        assertThat(found.label(1)).isEqualTo("layers=7, learningRate=0.01");
        assertThat(found.isAlone(1)).isTrue();
        assertThat(found.isAlone(0)).isFalse();
    }

    @Test
    void theSameLabsDifferInNothingWhateverTheyAreCalled() {
        LabDifferences found = differences(lab, lab.withName("two").withProbes(new Probes("a", "b", 3)));
        assertThat(found.keys()).isEmpty();
        assertThat(found.label(0)).isEmpty();
    }

    @Test
    void aSettingWithoutASayIsNoDifference() {
        Lab sgd = lab.with("training.optimizer.kind", "sgd");
        assertThat(differences(sgd, sgd.with("training.optimizer.epsilon", 0.5)).keys())
                .isEmpty();
        LabDifferences found = differences(lab, sgd.with("training.optimizer.epsilon", 0.5));
        assertThat(found.keys()).containsExactly("training.optimizer.kind");
        assertThat(found.value(1, "training.optimizer.epsilon")).isEmpty();
    }

    @Test
    void labsOfOtherFamiliesDifferInWhatBothHave() {
        Lab bert = lab.with(Family.KEY, "bert");
        LabDifferences found = differences(lab, bert);
        assertThat(found.keys()).contains("task", Family.KEY);
        assertThat(found.keys())
                .allSatisfy(key -> assertThat(found.value(0, key)).isNotEqualTo(found.value(1, key)));
    }

    @Test
    void figuresAreTheLastTheLeastAndTheMedian() {
        RunFigures figures = RunFigures.of(
                null,
                List.of(
                        new Metric(0, Metric.VALIDATION, 4, null, null, null, 0),
                        new Metric(1, Metric.TRAIN, 3, 0.1, 1.0, 100.0, 1),
                        new Metric(2, Metric.TRAIN, 2.5, 0.1, 1.0, 900.0, 2),
                        new Metric(2, Metric.VALIDATION, 2, null, null, null, 2.5),
                        new Metric(3, Metric.TRAIN, 2.25, 0.1, 1.0, 110.0, 4),
                        new Metric(3, Metric.VALIDATION, 2.5, null, null, null, 4.5)));
        assertThat(figures).isEqualTo(new RunFigures(3, 2.25, 2.5, 2, 2, 4.5, 110, 1500, Double.NaN));
        assertThat(RunFigures.of(null, List.of()).bestStep()).isEqualTo(-1);
    }

    @Test
    void energyIsAddedOverTheProcessesOfARun() {
        RunFigures figures = RunFigures.of(null, List.of(joules(1, 10), joules(2, 25), joules(3, 5), joules(4, 12)));
        assertThat(figures.joules()).isEqualTo(37);
    }

    private static Metric joules(int step, double joules) {
        return new Metric(step, Metric.TRAIN, 3, null, null, null, step, Map.of(Metric.JOULES, joules));
    }

    @Test
    void theFinishedRunWithTheLeastLastLossWins() {
        ComparedRun early = run("early", lab, 3, 1, 2.5);
        ComparedRun late = run("late", lab.with("training.seed", 5), 3, 2);
        ComparedRun broken = run("broken", lab.with("training.seed", 6), 3, Double.NaN);
        ComparedRun running = new ComparedRun(
                Path.of("running"),
                lab.with("training.seed", 7),
                status(RunStatus.State.RUNNING),
                RunFigures.of(null, List.of(new Metric(1, Metric.VALIDATION, 0.5, null, null, null, 1))),
                null,
                null);
        assertThat(RunComparison.of(List.of(early, late, broken, running)).winner())
                .contains(late);
        assertThat(RunComparison.of(List.of(late)).winner()).isEmpty();
    }

    @Test
    void otherTextsTokensOrTasksHaveNoWinner() {
        ComparedRun one = run("one", lab, 2);
        assertThat(obstacles(one, run("two", lab.with("data.source", "sample:b"), 1)))
                .containsExactly(Obstacle.DATA);
        assertThat(obstacles(one, run("two", lab.with("tokenizer.vocabSize", 400), 1)))
                .containsExactly(Obstacle.TOKENIZER);
        assertThat(obstacles(one, run("two", lab.with(Family.KEY, "bert"), 1))).contains(Obstacle.TASK);
        assertThat(obstacles(one, run("two", lab.with("model.layers", 3), 1))).isEmpty();
        assertThat(RunComparison.of(List.of(one, run("two", lab.with("tokenizer.vocabSize", 400), 1)))
                        .winner())
                .isEqualTo(Optional.empty());
    }

    @Test
    void aFileThatChangedUnderItsNameIsOtherData() {
        ComparedRun one = run("one", lab, 2);
        ComparedRun before = new ComparedRun(one.folder(), lab, one.status(), one.figures(), "aa", "cpu, 2 threads");
        ComparedRun after = new ComparedRun(Path.of("two"), lab, one.status(), one.figures(), "bb", "cpu, 1 threads");
        RunComparison found = RunComparison.of(List.of(before, after));
        assertThat(found.obstacles()).containsExactly(Obstacle.DATA);
        assertThat(found.timingsDiffer()).isTrue();
    }

    @Test
    void runsWithTheSameSettingsAreToldApartByTheirFolders() {
        Lab sgd = lab.with("training.optimizer.kind", "sgd");
        RunComparison found = RunComparison.of(List.of(run("a", lab, 2), run("b", sgd, 2), run("c", sgd, 2)));
        assertThat(List.of(found.label(0), found.label(1), found.label(2)))
                .containsExactly("kind=adamw", "kind=sgd (b)", "kind=sgd (c)");
    }

    private static List<Obstacle> obstacles(ComparedRun... runs) {
        return RunComparison.of(List.of(runs)).obstacles();
    }
}
