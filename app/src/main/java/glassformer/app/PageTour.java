package glassformer.app;

import glassformer.run.Lab;
import glassformer.run.RunFolder;
import glassformer.samples.SampleLabs;
import glassformer.ui.lab.LabSession;
import glassformer.ui.shell.PageId;
import glassformer.ui.theme.Theme;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Visits every page of the real window, with the real worker, and takes pictures: what they show was trained and
/// computed a moment before. A translation and a classifier follow, as far as their pages differ.
final class PageTour {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Path out;
    private final int steps;
    private final Set<PageId> pages;
    private final PrintStream progress;
    /// Trained for an earlier language.
    private @Nullable Path race;

    /// @param pages that are visited
    PageTour(Path out, int steps, Set<PageId> pages, PrintStream progress) {
        this.out = out;
        this.steps = steps;
        this.pages = pages;
        this.progress = progress;
    }

    /// What is looked at of a lab.
    ///
    /// @param suffix of the pictures' names
    private record Visit(String lab, String suffix, List<PageId> pages) {}

    private static final List<PageId> OF_A_RUN =
            List.of(PageId.TRAIN, PageId.INSPECT, PageId.MAP, PageId.GENERATE, PageId.EVALUATE);

    private static final List<PageId> OF_A_TRANSLATION = with(PageId.BUILD, OF_A_RUN);
    private static final List<PageId> OF_A_CLASSIFIER = with(PageId.DATA, OF_A_RUN);

    private static final Set<PageId> WITHOUT_RUN = EnumSet.of(PageId.BUILD, PageId.DATA, PageId.TOKENS, PageId.DEVICES);

    private static final List<Visit> VISITS = List.of(
            new Visit("wordnet-gpt", "", List.of(PageId.values())),
            new Visit("numbers-to-french", "-translation", OF_A_TRANSLATION),
            new Visit("wordnet-topics", "-classifier", OF_A_CLASSIFIER),
            new Visit("wordnet-bert", "-bert", List.of(PageId.BUILD, PageId.DATA)));

    private static List<PageId> with(PageId first, List<PageId> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /// What the Generate page can show of each lab besides its answer.
    private static final Map<String, List<String>> TEXTS = Map.of(
            "", List.of("beams", "beside", "speed", "surprise"),
            "-translation", List.of("alignment", "beams"),
            "-classifier", List.of("salience"));

    private static final String JUDGED = "mountain hawk: a large bird of prey that lives in high mountains and hunts"
            + " small animals by day; mouse: a small animal that hides from birds of prey";

    /// What is pressed for each, one after the other.
    private static final Map<String, List<String>> INSIDES = new TreeMap<>(Map.of(
            "1-links", List.of("inspect-heads-view-links", "inspect-head-view-links"),
            "2-scores", List.of("inspect-heads-view-table"),
            "3-lens", List.of("inspect-view-lens"),
            "4-contributions", List.of("inspect-view-contributions", "inspect-terms-view-map"),
            "5-parts", List.of("inspect-view-contributions", "inspect-terms-view-list"),
            "6-steps", List.of("inspect-view-scores"),
            "7-activations", List.of("inspect-view-activations"),
            "8-replay", List.of("inspect-view-replay", "replay-back", "replay-back", "replay-back", "replay-back")));

    /// @return how many pictures were saved
    int pictures(List<String> languages) throws IOException {
        Platform.startup(() -> Platform.setImplicitExit(false));
        int count = 0;
        try (TemporaryFolder folder = TemporaryFolder.create("tour")) {
            Map<String, Path> runs = new HashMap<>();
            for (String language : languages) {
                Path home = folder.path().resolve(language);
                count += pictures(language, new Places(home, home), runs);
            }
        } finally {
            Platform.exit();
        }
        return count;
    }

    /// @param runs by the lab's name, trained for an earlier language
    private int pictures(String language, Places places, Map<String, Path> runs) throws IOException {
        int count = 0;
        Files.createDirectories(places.labs());
        try (HiddenWindow window = HiddenWindow.open(places, Locale.forLanguageTag(language), WIDTH, HEIGHT)) {
            var views = new TourViews(window, name -> both(window, name, language));
            for (Visit visit : VISITS) {
                List<PageId> wanted =
                        visit.pages().stream().filter(pages::contains).toList();
                if (wanted.isEmpty()) continue;
                LabSession session = window.window().session();
                HiddenWindow.run(() -> session.open(lab(visit.lab()), null, places.labs()));
                if (visit.suffix().isEmpty()) count += views.empty(wanted);
                Path known = runs.get(visit.lab());
                if (WITHOUT_RUN.containsAll(wanted)) {
                    progress.println("No run is needed.");
                } else if (known == null) {
                    runs.put(visit.lab(), train(window, visit.lab()));
                } else {
                    HiddenWindow.run(() -> session.runProperty().set(known));
                }
                for (PageId page : wanted) {
                    if (page == PageId.COMPARE) {
                        count += race(window, places, language);
                    }
                    window.page(page);
                    prepare(window, page);
                    count += both(window, page + visit.suffix(), language);
                    count += more(views, page, visit.suffix());
                    if (page == PageId.TOKENS) {
                        window.press("tokens-view-compare", SHORT);
                        HiddenWindow.pause(1500);
                        count += both(window, "tokens-compare", language);
                        window.press("tokens-view-replay", SHORT);
                    }
                    if (page == PageId.TRAIN && visit.suffix().isEmpty()) {
                        count += views(window, language);
                    }
                    if (page == PageId.EXPORT && visit.suffix().isEmpty()) {
                        count += imports(window, Objects.requireNonNull(runs.get(visit.lab())), language);
                    }
                    if (page == PageId.GENERATE) {
                        count += texts(window, visit.suffix(), language);
                    }
                    if (page == PageId.MAP) {
                        window.press("map-method-tsne", SHORT);
                        window.await("map-draw", node -> !node.isDisabled(), LONG);
                        count += both(window, "map-tsne" + visit.suffix(), language);
                        if (visit.suffix().isEmpty()) count += views.map("animal", "");
                    }
                    if (page == PageId.INSPECT && !visit.suffix().equals("-classifier")) {
                        count += insides(window, visit.suffix() + "-" + language);
                    }
                }
            }
        }
        return count;
    }

    /// What else a page shows, where it needs no more than a few clicks.
    private static int more(TourViews views, PageId page, String suffix) throws IOException {
        return switch (page) {
            case HOME -> views.below("home-page", 1, "home-below");
            case BUILD -> suffix.equals("-translation") ? 0 : views.build(suffix);
            case DATA -> views.data(suffix);
            case EVALUATE ->
                views.below("evaluate-scroll", suffix.equals("-classifier") ? 3 : 1, "evaluate-below" + suffix);
            case TOKENS, TRAIN, INSPECT, MAP, GENERATE, COMPARE, EXPORT -> 0;
            case DEVICES -> views.kernels();
        };
    }

    /// The other views of the Generate page.
    private int texts(HiddenWindow window, String suffix, String language) throws IOException {
        int count = 0;
        for (String view : TEXTS.getOrDefault(suffix, List.of())) {
            window.press("generate-view-" + view, SHORT);
            if (view.equals("beside")) {
                window.await(
                        "beside-run", node -> !((ComboBox<?>) node).getItems().isEmpty(), SHORT);
                // A box that was not drawn yet tells nobody of a choice.
                HiddenWindow.pause(600);
                HiddenWindow.run(() -> ((ComboBox<?>) window.node("beside-run"))
                        .getSelectionModel()
                        .selectFirst());
            }
            if (view.equals("surprise")) {
                HiddenWindow.run(() -> ((TextArea) window.node("generate-prompt")).setText(JUDGED));
            }
            window.press("generate-start", SHORT);
            window.await("generate-start", node -> !node.isDisabled(), LONG);
            count += both(window, "generate-" + view + suffix, language);
        }
        window.press("generate-view-answer", SHORT);
        return count;
    }

    /// The other views of the Train page.
    private int views(HiddenWindow window, String language) throws IOException {
        int count = 0;
        for (String view : List.of("inside", "machine")) {
            window.press("train-watch-" + view, SHORT);
            HiddenWindow.pause(1500);
            count += both(window, "train-" + view, language);
        }
        window.press("train-watch-curves", SHORT);
        return count;
    }

    /// The Compare page with nothing chosen, with the form of a new race, and with a race, which is trained once and
    /// then known in every language.
    private int race(HiddenWindow window, Places places, String language) throws IOException {
        if (race != null) {
            CopiedFolder.copy(race, places.runs().resolve(String.valueOf(race.getFileName())));
        }
        window.page(PageId.COMPARE);
        HiddenWindow.pause(1500);
        int count = both(window, "compare-empty", language);
        window.press("compare-new", SHORT);
        RaceForm.fill(window);
        HiddenWindow.pause(500);
        window.press("race-measure", SHORT);
        window.await("race-time", node -> !((Label) node).getText().isEmpty(), SHORT);
        count += both(window, "compare-form", language);
        if (race == null) {
            progress.println("Racing for the pictures ...");
            window.press("race-start", SHORT);
            window.await("race-go-on", node -> RaceForm.isDone(window), LONG);
            race = RaceForm.newest(places.runs());
        } else {
            window.press("race-cancel", SHORT);
            window.press("race-" + race.getFileName(), SHORT);
            window.await("race-strip", node -> node.isVisible(), SHORT);
        }
        return count;
    }

    /// What importing a checkpoint of a run would do, and why a file cannot be imported.
    private int imports(HiddenWindow window, Path run, String language) throws IOException {
        window.page(PageId.HOME);
        Path checkpoint = new RunFolder(run)
                .resultCheckpoint()
                .orElseThrow(() -> new IllegalStateException(run + " has no checkpoint"))
                .folder();
        HiddenWindow.run(() -> window.window().importing().look(List.of(checkpoint)));
        window.await("import-begin", Node::isVisible, SHORT);
        int count = both(window, "home-import", language);
        HiddenWindow.run(() -> window.window().importing().look(List.of(run.resolve("log.txt"))));
        window.await("import-words", node -> ((Label) node).getText().contains("log.txt"), SHORT);
        count += both(window, "home-import-refused", language);
        window.press("import-close", SHORT);
        return count;
    }

    /// The other views of the Inspect page.
    private int insides(HiddenWindow window, String suffix) throws IOException {
        int count = 0;
        for (Map.Entry<String, List<String>> view : INSIDES.entrySet()) {
            for (String button : view.getValue()) {
                window.press(button, SHORT);
            }
            HiddenWindow.pause(1500);
            for (Theme theme : Theme.values()) {
                window.theme(theme);
                HiddenWindow.pause(600);
                save(window, ("inspect-" + view.getKey() + suffix + "-" + theme).toLowerCase(Locale.ROOT));
                count++;
            }
        }
        for (String button :
                List.of("inspect-view-attention", "inspect-heads-view-grid", "inspect-head-view-heatmap")) {
            window.press(button, SHORT);
        }
        return count;
    }

    private int both(HiddenWindow window, String name, String language) throws IOException {
        for (Theme theme : Theme.values()) {
            window.theme(theme);
            HiddenWindow.pause(600);
            save(window, (name + "-" + language + "-" + theme).toLowerCase(Locale.ROOT));
        }
        return Theme.values().length;
    }

    private Lab lab(String name) {
        return new SampleLabs()
                .lab(name)
                .with("training.steps", steps)
                .with("training.evaluateEvery", Math.max(1, steps / 10))
                .with("training.checkpointEvery", steps)
                .with("training.watchEvery", Math.max(1, steps / 40));
    }

    private Path train(HiddenWindow window, String name) {
        progress.println("Training " + name + " for " + steps + " steps for the pictures ...");
        LabSession session = window.window().session();
        Path before = HiddenWindow.onWindow(
                        () -> Optional.ofNullable(session.runProperty().get()))
                .orElse(Path.of(""));
        window.page(PageId.TRAIN);
        window.press("train-start", SHORT);
        window.await(
                "train-summary",
                node -> node.isVisible() && !before.equals(session.runProperty().get()),
                LONG);
        return HiddenWindow.onWindow(
                () -> Objects.requireNonNull(session.runProperty().get()));
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
                window.await("generate-start", node -> !node.isDisabled(), SHORT);
            }
            case EVALUATE -> {
                window.press("evaluate-start", SHORT);
                window.await("evaluate-start", node -> !node.isDisabled(), LONG);
                HiddenWindow.pause(1500);
            }
            case DEVICES -> {
                window.await("devices-measure-all", node -> !node.isDisabled(), SHORT);
                window.press("devices-measure-all", SHORT);
                HiddenWindow.pause(500);
                window.await("devices-measure-all", node -> !node.isDisabled(), LONG);
            }
            case MAP -> {
                window.press("map-draw", SHORT);
                window.await("map-draw", node -> !node.isDisabled(), LONG);
                HiddenWindow.pause(500);
            }
            case HOME, TOKENS, TRAIN, INSPECT, COMPARE -> HiddenWindow.pause(1500);
        }
    }

    private void save(HiddenWindow window, String name) throws IOException {
        var image = HiddenWindow.onWindow(
                () -> SwingFXUtils.fromFXImage(window.window().root().snapshot(null, null), null));
        ImageIO.write(image, "png", out.resolve(name + ".png").toFile());
        progress.println(name + ".png");
    }
}
