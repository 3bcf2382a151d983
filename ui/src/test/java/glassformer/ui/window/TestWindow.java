package glassformer.ui.window;

import glassformer.run.Lab;
import glassformer.run.Probes;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.CorpusProvider;
import glassformer.text.InMemoryCorpus;
import glassformer.ui.common.Background;
import glassformer.ui.home.SampleLab;
import glassformer.ui.theme.Theme;
import glassformer.ui.worker.FakeWorker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The whole window over a temporary folder, a small text and a worker inside the test.
final class TestWindow {
    private static final List<String> TEXT = List.of(
            "bird: warm-blooded egg-laying vertebrates characterized by feathers and forelimbs modified as wings\n",
            "hawk: diurnal bird of prey typically having short rounded wings and a long tail\n",
            "eagle: any of various large keen-sighted diurnal birds of prey noted for their broad wings\n",
            "sparrow: any of several small dull-colored singing birds feeding on seeds or insects\n",
            "goose: web-footed long-necked typically gregarious migratory aquatic birds\n",
            "lake: a body of (usually fresh) water surrounded by land\n",
            "river: a large natural stream of water (larger than a creek); \"the river was navigable\"\n",
            "creek: a natural stream of water smaller than a river (and often a tributary of a river)\n");

    private final CountDownLatch drawn = new CountDownLatch(1);
    private final FakeWorker worker = new FakeWorker();
    // Not TestFX's own stage: the window's smallest size would stay on it for the tests that follow.
    private final Stage stage = new Stage();
    private final GlassformerWindow window;

    /// Call on the JavaFX thread.
    TestWindow(Path folder, Answers answers, Locale locale) {
        var setup = new WindowSetup(
                () -> List.of(new SampleLab(sample())),
                List.of("birds"),
                (lab, base) -> Corpora.resolve(lab.values().text("data.source"), base, List.of(new Birds())),
                () -> worker.link(Platform::runLater),
                folder.resolve("settings"),
                folder.resolve("runs"),
                folder,
                locale,
                Theme.LIGHT,
                Background.forWindow(),
                opened -> {},
                drawn::countDown);
        window = new GlassformerWindow(stage, setup, answers);
        window.show();
    }

    static Lab sample() {
        return new Lab(
                        "birds-gpt",
                        "A small GPT that learns what birds and waters are from a few definitions.",
                        Lab.initial("x").values(),
                        new Probes("a bird of prey", "a large", 40))
                .with("data.source", "sample:birds")
                .with("tokenizer.vocabSize", 400);
    }

    GlassformerWindow window() {
        return window;
    }

    Stage stage() {
        return stage;
    }

    FakeWorker worker() {
        return worker;
    }

    CountDownLatch drawn() {
        return drawn;
    }

    private static final class Birds implements CorpusProvider {
        @Override
        public List<String> names() {
            return List.of("birds");
        }

        @Override
        public Corpus open(String name) {
            return new InMemoryCorpus(name, TEXT);
        }
    }
}
