package glassformer.ui.window;

import glassformer.BadInputException;
import glassformer.hub.ModelSources;
import glassformer.run.Lab;
import glassformer.task.DataText;
import glassformer.ui.build.BuildPage;
import glassformer.ui.build.StepTime;
import glassformer.ui.build.StepTimeViewModel;
import glassformer.ui.common.Texts;
import glassformer.ui.compare.ComparePage;
import glassformer.ui.compare.RaceWish;
import glassformer.ui.data.CorpusFinder;
import glassformer.ui.data.DataPage;
import glassformer.ui.data.WorkerRoundTrip;
import glassformer.ui.devices.DevicesPage;
import glassformer.ui.evaluate.EvaluatePage;
import glassformer.ui.export.ExportPage;
import glassformer.ui.generate.GeneratePage;
import glassformer.ui.home.HomePage;
import glassformer.ui.home.HomeViewModel;
import glassformer.ui.home.Presets;
import glassformer.ui.importing.FileDrop;
import glassformer.ui.importing.ImportCard;
import glassformer.ui.importing.ImportViewModel;
import glassformer.ui.inspect.InspectPage;
import glassformer.ui.lab.Autosave;
import glassformer.ui.lab.LabActions;
import glassformer.ui.lab.LabFileWatch;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.RecentLabs;
import glassformer.ui.lab.RunLibrary;
import glassformer.ui.map.MapPage;
import glassformer.ui.settings.SettingsFolder;
import glassformer.ui.settings.WindowSettings;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.shell.FxDialogs;
import glassformer.ui.shell.Notification;
import glassformer.ui.shell.Page;
import glassformer.ui.shell.PageId;
import glassformer.ui.shell.Shell;
import glassformer.ui.shell.ShellViewModel;
import glassformer.ui.theme.ThemeStyle;
import glassformer.ui.tokens.TokensPage;
import glassformer.ui.train.TrainPage;
import glassformer.ui.worker.DeviceLimits;
import glassformer.ui.worker.Workbench;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window: one session, one worker, the pages. Nothing slow happens before the first frame: pages are made on their
/// first visit, files are read in the background, the worker starts when something is asked of it.
public final class GlassformerWindow {
    private static final Duration AUTOSAVE_DELAY = Duration.ofMillis(600);
    private static final Duration MEASURE_DELAY = Duration.ofMillis(800);
    private static final Duration TYPING_PAUSE = Duration.ofMillis(300);
    private static final int SHUTDOWN_SECONDS = 120;
    private static final javafx.util.Duration LOOK_AT_FILE = javafx.util.Duration.seconds(3);

    private final Stage stage;
    private final WindowSetup setup;
    private final Texts texts;
    private final WindowSettings remembered;
    private final ThemeStyle style;
    private final ShellViewModel shell = new ShellViewModel();
    private final LabSession session;
    private final WorkerLink link;
    private final Dialogs dialogs;
    private final LabActions actions;
    private final HomeViewModel home;
    private final Presets presets;
    private final ImportViewModel importing;
    private final Shell root;
    private final RaceWish wish = new RaceWish();
    private boolean closing;

    /// Call on the JavaFX thread.
    public GlassformerWindow(Stage stage, WindowSetup setup) {
        this(stage, setup, null);
    }

    /// @param dialogs answers in the person's place; null for real ones
    public GlassformerWindow(Stage stage, WindowSetup setup, @Nullable Dialogs dialogs) {
        this.stage = stage;
        this.setup = setup;
        this.texts = new Texts(setup.locale());
        this.remembered = WindowSettings.read(setup.settingsFolder());
        this.style = new ThemeStyle(setup.theme() == null ? remembered.theme() : setup.theme());
        this.dialogs = dialogs != null ? dialogs : new FxDialogs(texts, style, () -> stage);
        this.presets = new Presets(
                texts,
                setup.sampleTexts().isEmpty()
                        ? ""
                        : "sample:" + setup.sampleTexts().getFirst());
        var settings = new SettingsFolder(setup.settingsFolder());
        var recent = new RecentLabs(settings);
        this.session = new LabSession(
                presets.gpt(), setup.labsFolder(), new Autosave(settings, delayed(AUTOSAVE_DELAY)), recent);
        var runs = new RunLibrary(setup.runsFolder());
        this.actions = new LabActions(session, this.dialogs, texts, shell, runs, setup.background());
        this.home = new HomeViewModel(setup.samples(), recent, runs, setup.background());
        this.link = setup.worker().get();
        this.importing = new ImportViewModel(
                link, actions, this.dialogs, texts, setup.runsFolder().toAbsolutePath(), home::refreshRuns);
        follow();
        this.root = new Shell(shell, texts, style, pages(), new WindowCommands(session, actions, presets, texts).all());
        root.showAbovePages(new ImportCard(importing, texts));
        FileDrop.install(root, importing::look);
    }

    /// Shows the window.
    public void show() {
        var scene = new Scene(root, remembered.width(), remembered.height());
        stage.setScene(scene);
        stage.setTitle("Glassformer");
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.setMaximized(remembered.maximized());
        stage.setOnCloseRequest(event -> {
            event.consume();
            close();
        });
        FirstFrame.of(scene, this::drawn);
        stage.show();
    }

    /// As when the person closes the window: asks about unsaved changes, lets a training save a checkpoint, ends the
    /// worker.
    public void close() {
        if (closing || !actions.mayLeave()) return;
        closing = true;
        session.close();
        new WindowSettings(
                        style.themeProperty().get(),
                        stage.getScene().getWidth(),
                        stage.getScene().getHeight(),
                        stage.isMaximized())
                .write(setup.settingsFolder());
        root.setDisable(true);
        if (link.trainingProperty().get() != null) shell.messageProperty().set(texts.get("lab.closing"));
        var unused = link.shutdown(SHUTDOWN_SECONDS)
                .whenCompleteAsync(
                        (done, problem) -> {
                            link.close();
                            stage.close();
                        },
                        Platform::runLater);
    }

    /// What the window shows, for pictures and tests.
    public Shell root() {
        return root;
    }

    public ShellViewModel shell() {
        return shell;
    }

    public LabSession session() {
        return session;
    }

    public ThemeStyle style() {
        return style;
    }

    public LabActions actions() {
        return actions;
    }

    public ImportViewModel importing() {
        return importing;
    }

    private void follow() {
        session.labProperty().subscribe(lab -> shell.labNameProperty().set(lab.name()));
        session.modifiedProperty()
                .subscribe(modified -> shell.modifiedProperty().set(modified));
        link.stateProperty().subscribe(state -> shell.workerStateProperty().set(state));
    }

    /// Another program may write the lab's file at any time; most likely while the person is in that program.
    private void followFile() {
        var watch = new LabFileWatch(session, dialogs, texts, setup.background());
        stage.focusedProperty().subscribe(focused -> watch.look());
        var timer = new Timeline(new KeyFrame(LOOK_AT_FILE, event -> watch.look()));
        timer.setCycleCount(Animation.INDEFINITE);
        stage.showingProperty().subscribe(showing -> {
            if (showing) timer.play();
            else timer.stop();
        });
    }

    private void drawn() {
        setup.firstFrame().run();
        home.load();
        actions.findRun();
        followFile();
        setup.background().run(session::left, this::offer, failure -> {});
    }

    private void offer(Optional<Autosave.Left> left) {
        left.ifPresent(found -> shell.notify(Notification.warning(
                        texts.get("lab.left", found.document().lab().name()))
                .withAction(texts.get("lab.restore"), () -> {
                    if (!actions.mayLeave()) return;
                    session.restore(found);
                    shell.pageProperty().set(PageId.BUILD);
                    actions.findRun();
                })));
    }

    private List<Page> pages() {
        var bench = new Workbench(session, link, setup.background(), shell, dialogs, texts, style.paletteProperty());
        return List.of(
                new Page(
                        PageId.HOME,
                        () -> HomePage.create(home, actions, importing, presets, setup.labsFolder(), texts)),
                new Page(PageId.BUILD, this::buildPage),
                new Page(PageId.DATA, this::dataPage),
                new Page(PageId.TOKENS, () -> tokensPage(bench)),
                new Page(PageId.TRAIN, () -> TrainPage.create(bench, setup.runsFolder(), setup.openFolder())),
                new Page(PageId.INSPECT, () -> InspectPage.create(bench)),
                new Page(PageId.MAP, () -> MapPage.create(bench, setup.runsFolder())),
                new Page(PageId.GENERATE, () -> GeneratePage.create(bench, setup.runsFolder())),
                new Page(PageId.EVALUATE, () -> EvaluatePage.create(bench, setup.runsFolder())),
                new Page(
                        PageId.COMPARE,
                        () -> ComparePage.create(bench, setup.runsFolder(), this::time, Platform::runLater, wish)),
                new Page(PageId.DEVICES, () -> DevicesPage.create(bench, this::race)),
                new Page(PageId.EXPORT, () -> ExportPage.create(bench, setup.openFolder())));
    }

    private void race(List<String> devices) {
        wish.vary("training.device", devices);
        shell.pageProperty().set(PageId.COMPARE);
    }

    private Node buildPage() {
        var time = new StepTimeViewModel(session, this::time, onWindow(MEASURE_DELAY), Platform::runLater);
        return BuildPage.create(session, texts, time, devices(), new DeviceLimits(session, link).limitsProperty());
    }

    private CompletableFuture<StepTime.Measured> time(Lab lab, String device) {
        if (link.trainingProperty().get() != null) {
            // Two at once would share the processor and make both look slow.
            return CompletableFuture.failedFuture(new BadInputException(texts.get("build.measure.training")));
        }
        return link.calibrate(lab, device)
                .thenApply(found -> new StepTime.Measured(
                        found.device(), found.millisecondsPerStep(), found.steps(), found.float32Milliseconds()));
    }

    /// The devices to choose from: what always works, and what the worker has found.
    private ObservableList<String> devices() {
        ObservableList<String> devices = FXCollections.observableArrayList("auto", "cpu");
        link.devicesProperty().subscribe(found -> {
            if (found == null) return;
            found.devices().stream()
                    .map(device -> device.id())
                    .filter(id -> !devices.contains(id))
                    .forEach(devices::add);
        });
        return devices;
    }

    private Node dataPage() {
        return DataPage.create(
                session,
                texts,
                style.paletteProperty(),
                dialogs,
                setup.background(),
                Platform::runLater,
                setup.corpora(),
                setup.sampleTexts(),
                new WorkerRoundTrip(link));
    }

    private Node tokensPage(Workbench bench) {
        CorpusFinder learned = (lab, folder) ->
                lab.task().readsCorpus() ? setup.corpora().find(lab, folder) : DataText.learned(lab.values(), folder);
        ModelSources sources = ModelSources.of(System.getenv(), Path.of(System.getProperty("user.home")));
        return TokensPage.create(bench, learned, sources, onWindow(TYPING_PAUSE));
    }

    private static Executor delayed(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Executor onWindow(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater);
    }
}
