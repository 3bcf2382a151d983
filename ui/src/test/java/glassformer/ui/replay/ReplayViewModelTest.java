package glassformer.ui.replay;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadRole;
import glassformer.replay.HeadCurve;
import glassformer.replay.Stored;
import glassformer.replay.StoredRun;
import glassformer.ui.Shown;
import glassformer.ui.common.Background;
import glassformer.ui.heatmap.Head;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerEvents.AtStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayViewModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private StoredRun run;

    @BeforeEach
    void store() throws IOException {
        bench = new Bench(folder);
        run = StoredRun.create(bench.runs().resolve("run"))
                .evaluation(0, 3, 0)
                .evaluation(10, 2, 0.2f)
                .evaluation(20, 1.5, 0.9f);
    }

    private ReplayViewModel model() {
        return new ReplayViewModel(bench.session(), bench.link(), bench.background(), Shown.ENGLISH);
    }

    private ReplayViewModel opened() {
        ReplayViewModel model = model();
        model.want();
        bench.session().runProperty().set(run.root());
        return model;
    }

    private static RunFrame frame(ReplayViewModel model, int number) {
        return Objects.requireNonNull(model.shownProperty().get().get(number));
    }

    @Test
    void nothingIsReadBeforeItIsWanted() {
        ReplayViewModel model = model();
        bench.session().runProperty().set(run.root());
        assertThat(model.steps()).isEmpty();
        model.want();
        assertThat(model.steps()).containsExactly(0, 10, 20);
    }

    @Test
    void theNewestEvaluationIsShownFirst() {
        ReplayViewModel model = opened();
        assertThat(model.step()).isEqualTo(20);
        assertThat(frame(model, 0).frame().step()).isEqualTo(20);
        assertThat(frame(model, 0).role(Kind.DECODER, new Head(0, 1))).isEqualTo("previous-token");
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void playingGoesFromTheBeginningToTheEndAndStops() {
        ReplayViewModel model = opened();
        model.playOrPause();
        assertThat(model.step()).isZero();
        model.tick();
        assertThat(model.step()).isEqualTo(10);
        assertThat(model.playingProperty().get()).isTrue();
        model.tick();
        assertThat(model.step()).isEqualTo(20);
        assertThat(model.playingProperty().get()).isFalse();
        model.tick();
        assertThat(model.step()).isEqualTo(20);
    }

    @Test
    void stepsGoNoFurtherThanTheRun() {
        ReplayViewModel model = opened();
        model.move(5);
        assertThat(model.step()).isEqualTo(20);
        model.move(-5);
        assertThat(model.step()).isZero();
    }

    @Test
    void aGrowingRunIsFollowedUnlessThePersonLooksAtAnEarlierStep() throws IOException {
        ReplayViewModel model = opened();
        run.evaluation(30, 1.2, 0.9f);
        bench.worker().tell().attended(new AtStep(run.root().toString(), 30));
        assertThat(model.step()).isEqualTo(30);
        model.move(-3);
        run.evaluation(40, 1.1, 0.9f);
        bench.worker().tell().attended(new AtStep(run.root().toString(), 40));
        assertThat(model.steps()).hasSize(5);
        assertThat(model.step()).isZero();
    }

    @Test
    void aSecondRunIsShownInStepWithItsNearestEarlierEvaluation() throws IOException {
        StoredRun other = StoredRun.create(bench.runs().resolve("other"))
                .evaluation(0, 3, 0)
                .evaluation(15, 2, 0.1f);
        ReplayViewModel model = opened();
        model.againstProperty().set(other.root());
        assertThat(model.steps()).containsExactly(0, 10, 15, 20);
        assertThat(model.step()).isEqualTo(20);
        assertThat(frame(model, 0).isHeld()).isFalse();
        assertThat(frame(model, 1).frame().step()).isEqualTo(15);
        assertThat(frame(model, 1).isHeld()).isTrue();
        assertThat(model.curvesProperty().get()).hasSize(2);
        model.againstProperty().set(null);
        assertThat(model.steps()).containsExactly(0, 10, 20);
        assertThat(model.runsProperty().get()).hasSize(1);
    }

    @Test
    void scoresShowWhenAHeadFormed() {
        List<HeadCurve> curves = opened().curvesProperty().get().getFirst();
        assertThat(curves.get(1).formed()).contains(new HeadCurve.Formed(HeadRole.PREVIOUS, 20));
    }

    @Test
    void whatAnEarlierVersionDidNotStoreIsKnown() throws IOException {
        Files.delete(run.root().resolve("probes.jsonl"));
        ReplayViewModel model = opened();
        assertThat(model.runsProperty().get().getFirst().missing()).containsExactly(Stored.PROBABILITIES);
        assertThat(frame(model, 0).frame().readings()).isEmpty();
    }

    @Test
    void damagedAttentionIsSaidAndTheOtherStepsStay() throws IOException {
        Files.writeString(run.root().resolve("attention/step-20.safetensors"), "nothing");
        ReplayViewModel model = opened();
        assertThat(model.problemProperty().get()).contains("step-20.safetensors");
        model.move(-1);
        assertThat(frame(model, 0).frame().step()).isEqualTo(10);
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void movingOnDoesNotWaitAndWhatArrivesLateIsDropped() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        var model = new ReplayViewModel(
                bench.session(), bench.link(), new Background(waiting::add, Runnable::run), Shown.ENGLISH);
        model.want();
        bench.session().runProperty().set(run.root());
        while (!waiting.isEmpty()) waiting.removeFirst().run();
        assertThat(frame(model, 0).frame().step()).isEqualTo(20);
        model.move(-2);
        Runnable late = waiting.removeFirst();
        model.move(1);
        Runnable newest = waiting.removeFirst();
        assertThat(model.step()).isEqualTo(10);
        assertThat(frame(model, 0).frame().step()).isEqualTo(20); // what is there stays until the next is read
        newest.run();
        late.run();
        assertThat(frame(model, 0).frame().step()).isEqualTo(10);
    }

    @Test
    void aRunThatHasNotBegunSaysWhatComes() throws IOException {
        Path empty = StoredRun.create(bench.runs().resolve("empty")).root();
        ReplayViewModel model = model();
        model.want();
        assertThat(model.emptyProperty().get()).startsWith("There is no run yet.");
        bench.session().runProperty().set(empty);
        assertThat(model.emptyProperty().get()).startsWith("This run has no evaluation yet.");
    }
}
