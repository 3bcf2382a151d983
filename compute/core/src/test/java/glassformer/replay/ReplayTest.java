package glassformer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.inspect.HeadRole;
import glassformer.run.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir
    private Path folder;

    private StoredRun stored() throws IOException {
        return StoredRun.create(folder.resolve("run"))
                .evaluation(0, 3, 0)
                .evaluation(10, 2, 0.25f)
                .evaluation(20, 1.5, 0.9f);
    }

    @Test
    void aFrameHoldsWhatItsEvaluationStored() throws IOException {
        Replay replay = Replay.open(stored().root());
        assertThat(replay.steps()).containsExactly(0, 10, 20);
        assertThat(replay.missing()).isEmpty();
        Frame frame = replay.frame(10);
        assertThat(frame.validationLoss()).isEqualTo(2);
        assertThat(frame.trainingLoss()).isCloseTo(2.1, within(1e-9));
        assertThat(frame.sample()).isEqualTo(new Sample(10, "ab", "text of 10"));
        assertThat(frame.attention().getFirst().patterns()).hasSize(2);
        List<Bar> bars = Bar.of(frame.readings().getFirst());
        assertThat(bars).containsExactly(new Bar(0, "a", "b", 0.25f, true));
        assertThat(replay.frame(0).trainingLoss()).isNaN();
    }

    @Test
    void aGrowingRunIsFollowed() throws IOException {
        StoredRun run = stored();
        Replay replay = Replay.open(run.root());
        assertThat(replay.refresh()).isFalse();
        run.evaluation(30, 1.2, 0.95f);
        assertThat(replay.refresh()).isTrue();
        assertThat(replay.steps()).containsExactly(0, 10, 20, 30);
        assertThat(Objects.requireNonNull(replay.frame(30).sample()).text()).isEqualTo("text of 30");
    }

    @Test
    void aLineThatIsNotFinishedIsNotReadYet() throws IOException {
        StoredRun run = stored();
        String half = "{\"step\":30,\"prompt\":\"ab\",";
        Files.writeString(run.root().resolve("samples.jsonl"), half, java.nio.file.StandardOpenOption.APPEND);
        Replay replay = Replay.open(run.root());
        assertThat(replay.steps()).containsExactly(0, 10, 20);
        run.add("samples.jsonl", "\"text\":\"all of it\"}");
        replay.refresh();
        assertThat(Objects.requireNonNull(replay.frame(30).sample()).text()).isEqualTo("all of it");
    }

    @Test
    void whereARunIsResumedEarlierItsFramesAreReadAnew() throws IOException {
        StoredRun run = stored();
        Replay replay = Replay.open(run.root());
        HeadHistory history = new HeadHistory(replay);
        assertThat(history.all().getFirst().points()).hasSize(3);
        for (String file : List.of("metrics.jsonl", "samples.jsonl", "probes.jsonl")) {
            List<String> lines = Files.readAllLines(run.root().resolve(file));
            Files.write(
                    run.root().resolve(file),
                    lines.stream().filter(line -> !line.contains(":20,")).toList());
        }
        Files.delete(run.root().resolve("attention/step-20.safetensors"));
        assertThat(replay.refresh()).isTrue();
        assertThat(replay.steps()).containsExactly(0, 10);
        run.evaluation(20, 1.4, 0.1f);
        replay.refresh();
        assertThat(replay.frame(20).validationLoss()).isEqualTo(1.4);
        assertThat(replay.losses().updates()).isEqualTo(2);
        assertThat(history.all().get(1).points().getLast().scores().previous()).isLessThan(0.5);
    }

    @Test
    void theNearestEarlierEvaluationIsFound() throws IOException {
        Replay replay = Replay.open(stored().root());
        assertThat(replay.nearest(20)).contains(20);
        assertThat(replay.nearest(19)).contains(10);
        assertThat(replay.nearest(99)).contains(20);
        assertThat(replay.nearest(-1)).isEmpty();
        Replay other = Replay.open(StoredRun.create(folder.resolve("other"))
                .evaluation(0, 1, 0)
                .evaluation(15, 1, 0)
                .root());
        assertThat(Replay.together(List.of(replay, other))).containsExactly(0, 10, 15, 20);
    }

    @Test
    void aRunOfAnEarlierVersionIsReplayedWithoutWhatItDidNotStore() throws IOException {
        StoredRun run = stored();
        Files.delete(run.root().resolve("probes.jsonl"));
        Replay replay = Replay.open(run.root());
        assertThat(replay.missing()).containsExactly(Stored.PROBABILITIES);
        assertThat(replay.frame(10).readings()).isEmpty();
        assertThat(replay.frame(10).attention()).isNotEmpty();
    }

    @Test
    void aHeadIsNamedFromTheStepOnAtWhichItsScorePassesTheThreshold() throws IOException {
        Replay replay = Replay.open(stored().evaluation(30, 1.2, 0.95f).root());
        List<HeadCurve> curves = new HeadHistory(replay).all();
        assertThat(curves).hasSize(4);
        HeadCurve turning = curves.get(1);
        assertThat(List.of(turning.layer(), turning.head())).containsExactly(0, 1);
        assertThat(turning.formed()).contains(new HeadCurve.Formed(HeadRole.PREVIOUS, 20));
        assertThat(turning.points().stream().map(point -> point.scores().previous()))
                .isSorted();
        assertThat(curves.getFirst().formed()).isEmpty();
    }

    @Test
    void scoresAreReadOneEvaluationAtATime() throws IOException {
        HeadHistory history = new HeadHistory(Replay.open(stored().root()));
        assertThat(history.curves()).isEmpty();
        assertThat(history.advance()).isTrue();
        assertThat(history.curves().getFirst().points()).hasSize(1);
        history.advance();
        history.advance();
        assertThat(history.advance()).isFalse();
        assertThat(history.curves().getFirst().points()).hasSize(3);
    }

    @Test
    void anEvaluationWhosePatternsAreDamagedIsNamedAndLeftOut() throws IOException {
        StoredRun run = stored();
        Files.writeString(run.root().resolve("attention/step-10.safetensors"), "nothing");
        HeadHistory history = new HeadHistory(Replay.open(run.root()));
        history.advance();
        assertThatThrownBy(history::advance)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("step-10.safetensors");
        assertThat(history.all().getFirst().points())
                .extracting(HeadCurve.Point::step)
                .containsExactly(0, 20);
    }

    @Test
    void aFolderThatIsNoRunIsRefused() {
        assertThatThrownBy(() -> Replay.open(folder.resolve("nothing"))).isInstanceOf(BadInputException.class);
    }
}
