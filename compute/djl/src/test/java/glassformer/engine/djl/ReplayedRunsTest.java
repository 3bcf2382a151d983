package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.engine.Engines;
import glassformer.inspect.Inside;
import glassformer.inspect.Readings;
import glassformer.replay.Bar;
import glassformer.replay.Frame;
import glassformer.replay.HeadHistory;
import glassformer.replay.Replay;
import glassformer.run.Lab;
import glassformer.run.Probes;
import glassformer.run.RunListener;
import glassformer.run.TinyLab;
import glassformer.run.TrainedModel;
import glassformer.run.TrainingRun;
import glassformer.task.LongTexts;
import glassformer.train.HeadReading;
import glassformer.train.HeadReading.Kind;
import glassformer.train.HeadReading.Place;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real training's replay says what its checkpoints say.
class ReplayedRunsTest {
    @TempDir
    private Path folder;

    private Replay train(Lab lab) {
        Path run = folder.resolve("run");
        try (Engines engines = new Engines()) {
            TrainingRun.start(lab, folder, run, engines, RunListener.SILENT, new TrainingControl());
        }
        return Replay.open(run);
    }

    private static List<HeadReading> now(Replay replay, String text) {
        try (Engines engines = new Engines();
                TrainedModel model = TrainedModel.open(replay.run().root(), 20, engines, "cpu")) {
            Inside inside = Inside.of(model.session(), model.tokenizer(), text);
            return new Readings(inside, model.spec(), LongTexts.CUT).of(text);
        }
    }

    @Test
    void aLanguageModelBecomesSurerOfTheTextItIsTrainedOn() throws IOException {
        Replay replay = train(TinyLab.in(folder));
        assertThat(replay.steps()).containsExactly(0, 5, 10, 15, 20);
        assertThat(replay.missing()).isEmpty();
        Frame last = replay.frame(20);
        assertSame(last.readings(), now(replay, "the cat"));
        assertThat(surprise(last)).isLessThan(surprise(replay.frame(0)));
        assertThat(new HeadHistory(replay).all()).hasSize(4).allSatisfy(curve -> assertThat(curve.points())
                .hasSize(5));
    }

    @Test
    void aMaskedModelGuessesEachTokenOfTheSentence() throws IOException {
        Lab lab = small("masked-language-model").with("data.source", "file:" + text());
        Replay replay = train(lab.withProbes(new Probes("the cat sat", "", 0)));
        HeadReading reading = replay.frame(20).readings().getFirst();
        assertThat(reading.kind()).isEqualTo(Kind.HIDDEN_TOKEN);
        assertThat(Bar.of(reading)).hasSameSizeAs(reading.places()).hasSizeGreaterThan(2);
        assertSame(replay.frame(20).readings(), now(replay, "the cat sat"));
    }

    @Test
    void aClassifierSaysItsClassesAndATranslationItsTokens() throws IOException {
        StringBuilder classes = new StringBuilder("text,label\n");
        StringBuilder pairs = new StringBuilder("source,target\n");
        for (int i = 0; i < 40; i++) {
            classes.append("fish ").append(i).append(i % 2 == 0 ? ",sea\n" : ",land\n");
            pairs.append("left ").append(i).append(",gauche ").append(i).append('\n');
        }
        Lab classifier = small("classification").with("data.source", "file:" + file("classes.csv", classes));
        Replay replay = train(classifier.withProbes(new Probes("fish 7", "", 0)));
        List<Bar> bars = Bar.of(replay.frame(20).readings().getFirst());
        assertThat(bars).extracting(Bar::said).containsExactly("land", "sea");
        assertThat(bars.stream().mapToDouble(Bar::probability).sum()).isCloseTo(1, within(1e-5));
        glassformer.run.Disk.deleteTree(folder.resolve("run"));
        Lab translation = small("translation").with("data.source", "file:" + file("pairs.csv", pairs));
        Frame last = train(translation.withProbes(new Probes("left 7", "", 0))).frame(20);
        assertThat(last.readings().getFirst().kind()).isEqualTo(Kind.WRITTEN_TOKEN);
        // What the cross-attention's rows write is what is said.
        assertThat(last.attention().getLast().rows())
                .isEqualTo(last.readings().getFirst().places().stream()
                        .map(place -> Objects.requireNonNull(place.target()).name())
                        .toList());
    }

    private static Lab small(String task) {
        return Lab.initial("a")
                .with("task", task)
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 16)
                .with("model.contextLength", 24)
                .with("tokenizer.vocabSize", 300)
                .with("data.validationFraction", 0.3)
                .with("training.steps", 20)
                .with("training.batchSize", 4)
                .with("training.evaluateEvery", 10)
                .with("training.checkpointEvery", 10)
                .with("training.schedule.warmupSteps", 2);
    }

    private Path text() throws IOException {
        return file("text.txt", new StringBuilder("the cat sat on the mat.\n\n".repeat(60)));
    }

    private Path file(String name, StringBuilder content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static double surprise(Frame frame) {
        return frame.readings().getFirst().places().stream()
                .filter(place -> place.target() != null)
                .mapToDouble(place ->
                        -Math.log(Objects.requireNonNull(place.target()).probability()))
                .average()
                .orElseThrow();
    }

    private static void assertSame(List<HeadReading> stored, List<HeadReading> computed) {
        assertThat(stored).hasSameSizeAs(computed);
        for (int i = 0; i < stored.size(); i++) {
            List<Place> then = stored.get(i).places();
            List<Place> now = computed.get(i).places();
            assertThat(then).hasSameSizeAs(now);
            for (int t = 0; t < then.size(); t++) {
                assertThat(then.get(t).token()).isEqualTo(now.get(t).token());
                assertThat(then.get(t).likeliest().getFirst().probability())
                        .isCloseTo(now.get(t).likeliest().getFirst().probability(), within(1e-6f));
            }
        }
    }
}
