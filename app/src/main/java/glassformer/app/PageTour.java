package glassformer.app;

import glassformer.run.Lab;
import glassformer.samples.SampleLabs;
import glassformer.ui.shell.PageId;
import glassformer.ui.theme.Theme;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javax.imageio.ImageIO;

/// Visits every page of the real window, with the real worker, and takes pictures: what they show was trained and
/// computed a moment before.
final class PageTour {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Path out;
    private final int steps;
    private final PrintStream progress;

    PageTour(Path out, int steps, PrintStream progress) {
        this.out = out;
        this.steps = steps;
        this.progress = progress;
    }

    /// @return how many pictures were saved
    int pictures(List<String> languages) throws IOException {
        Platform.startup(() -> Platform.setImplicitExit(false));
        int count = 0;
        try (TemporaryFolder folder = TemporaryFolder.create("tour")) {
            for (String language : languages) {
                Path home = folder.path().resolve(language);
                count += pictures(language, new Places(home, home));
            }
        } finally {
            Platform.exit();
        }
        return count;
    }

    private int pictures(String language, Places places) throws IOException {
        int count = 0;
        Lab lab = new SampleLabs()
                .lab("wordnet-gpt")
                .with("training.steps", steps)
                .with("training.evaluateEvery", Math.max(1, steps / 10))
                .with("training.checkpointEvery", steps);
        Files.createDirectories(places.labs());
        try (HiddenWindow window = HiddenWindow.open(places, Locale.forLanguageTag(language), WIDTH, HEIGHT)) {
            HiddenWindow.run(() -> window.window().session().open(lab, null, places.labs()));
            progress.println("Training " + steps + " steps for the pictures ...");
            window.page(PageId.TRAIN);
            window.press("train-start", SHORT);
            window.await("train-summary", Node::isVisible, LONG);
            for (PageId page : PageId.values()) {
                window.page(page);
                prepare(window, page);
                for (Theme theme : Theme.values()) {
                    window.theme(theme);
                    HiddenWindow.pause(600);
                    save(window, (page + "-" + language + "-" + theme).toLowerCase(Locale.ROOT));
                    count++;
                }
            }
        }
        return count;
    }

    private static void prepare(HiddenWindow window, PageId page) {
        switch (page) {
            case BUILD -> {
                window.press("measure", SHORT);
                window.await("measure", node -> !node.isDisabled(), SHORT);
            }
            case DATA -> {
                window.press("train-tokenizer", SHORT);
                HiddenWindow.pause(500);
                window.await("train-tokenizer", node -> !node.isDisabled(), SHORT);
            }
            case GENERATE -> {
                window.press("generate-start", SHORT);
                window.await("generate-outcome", Node::isVisible, SHORT);
            }
            case HOME, TRAIN, INSPECT -> HiddenWindow.pause(1500);
        }
    }

    private void save(HiddenWindow window, String name) throws IOException {
        var image = HiddenWindow.onWindow(
                () -> SwingFXUtils.fromFXImage(window.window().root().snapshot(null, null), null));
        ImageIO.write(image, "png", out.resolve(name + ".png").toFile());
        progress.println(name + ".png");
    }
}
