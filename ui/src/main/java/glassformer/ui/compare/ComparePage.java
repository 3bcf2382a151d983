package glassformer.ui.compare;

import glassformer.run.Race;
import glassformer.ui.build.StepTimer;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.shell.Notification;
import glassformer.ui.shell.PageId;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The Compare page: runs to choose on the left, their curves and figures on the right, a race on top.
public final class ComparePage {
    private static final Duration LOOK_AGAIN = Duration.seconds(1);

    private final Workbench bench;
    private final Texts texts;
    private final CompareViewModel model;
    private final RaceViewModel race;
    private final NewRaceViewModel form;
    private final RaceEstimate estimate;
    private final RunLabels labels;
    private final BooleanProperty making = new SimpleBooleanProperty(this, "making", false);

    private ComparePage(Workbench bench, Path runs, StepTimer timer, Executor window, RaceWish wish) {
        this.bench = bench;
        this.texts = bench.texts();
        this.labels = new RunLabels(new FieldTexts(texts));
        this.model = new CompareViewModel(runs, bench.session(), bench.background(), labels);
        this.race = new RaceViewModel(bench.link(), bench.background(), labels);
        this.form = new NewRaceViewModel(
                bench.session(), bench.background(), runs, Clock.systemDefaultZone(), labels.fields(), texts);
        this.estimate = new RaceEstimate(timer, window, texts);
        wish.wishedProperty().subscribe(wished -> {
            if (wished == null) return;
            wish.wishedProperty().set(null);
            form.varyOnly(wished.key(), wished.values());
            making.set(true);
        });
    }

    /// @param runs   where the folders of new runs are made
    /// @param timer  measures a training step
    /// @param window runs a task on the window's thread
    /// @param wish   races that other pages wish for
    public static Node create(Workbench bench, Path runs, StepTimer timer, Executor window, RaceWish wish) {
        return new ComparePage(bench, runs, timer, window, wish).content();
    }

    private Node content() {
        var compared = new ComparedPane(model, bench, labels);
        var empty = empty();
        var newRace = new NewRaceForm(form, estimate, labels, texts, this::started, () -> making.set(false));
        compared.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !making.get() && !model.shownProperty().get().isEmpty(), making, model.shownProperty()));
        empty.visibleProperty().bind(making.not().and(compared.visibleProperty().not()));
        newRace.visibleProperty().bind(making);
        var right = new StackPane(empty, compared, newRace);
        right.setMinWidth(0);
        // Else a wide table would press the list together.
        right.setPrefWidth(100);
        HBox.setHgrow(right, Priority.ALWAYS);
        var middle = new HBox(new RunList(model, texts), right);
        middle.getStyleClass().add("spacing-16");
        VBox.setVgrow(middle, Priority.ALWAYS);
        var page = new VBox(
                header(),
                new ProblemLabel("compare-problem", model.problemProperty()),
                new RaceStrip(race, labels, texts),
                middle);
        page.setId("compare-page");
        page.getStyleClass().addAll("page", "compare-page");
        follow(page);
        return page;
    }

    private HBox header() {
        var title = new Label(texts.get("page.compare"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var words = new Label(texts.get("compare.words"));
        words.getStyleClass().add("text-muted");
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var add = button("add", Feather.FOLDER_PLUS, () -> bench.dialogs()
                .chooseFolder(texts.get("compare.add.title"))
                .ifPresent(model::add));
        var fresh = button("new", Feather.PLUS, () -> making.set(true));
        fresh.getStyleClass().add("accent");
        fresh.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> making.get() || race.stageProperty().get().isLive(), making, race.stageProperty()));
        var row = new HBox(title, words, add, fresh);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("spacing-8");
        return row;
    }

    private Button button(String name, Feather icon, Runnable action) {
        var button = new Button(texts.get("compare." + name), new FontIcon(icon));
        button.setId("compare-" + name);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("compare." + name + ".tip")));
        button.setOnAction(event -> action.run());
        return button;
    }

    private Label empty() {
        var label = new Label();
        label.setId("compare-empty");
        label.getStyleClass().add("empty-state");
        label.setMaxWidth(520);
        model.shownProperty()
                .subscribe(shown ->
                        label.setText(texts.get(model.count() == 0 ? "compare.empty" : "compare.empty.waiting")));
        return label;
    }

    private void started(Race made) {
        race.start(made);
        model.chooseOnly(IntStream.rangeClosed(1, made.entries().size())
                .mapToObj(made::run)
                .toList());
        model.refresh();
    }

    private void follow(Node page) {
        var timer = new Timeline(new KeyFrame(LOOK_AGAIN, event -> model.look()));
        timer.setCycleCount(Animation.INDEFINITE);
        page.sceneProperty().subscribe(scene -> {
            if (scene == null) {
                timer.stop();
                return;
            }
            model.refresh();
            model.look();
            timer.play();
        });
        model.raceProperty().subscribe(race::show);
        race.changesProperty().subscribe((before, now) -> {
            model.refresh();
            model.look();
        });
        bench.link().trainingProperty().subscribe((before, now) -> {
            if ((before == null) != (now == null)) model.refresh();
        });
        tell();
    }

    /// Keeps the status bar up to date, and tells the person of an end that another page would hide.
    private void tell() {
        var shell = bench.shell();
        race.progressProperty().subscribe(now -> {
            if (race.stageProperty().get().isLive())
                shell.messageProperty().set(texts.get("race.status", RaceStrip.words(race, labels, texts)));
        });
        race.stageProperty().subscribe((before, after) -> {
            if (before.isLive() && !after.isLive()) shell.messageProperty().set("");
            if (!before.isLive()
                    || after != RaceStage.DONE
                    || shell.pageProperty().get() == PageId.COMPARE) return;
            shell.notify(Notification.success(texts.get("race.news"))
                    .withAction(texts.get("train.news.show"), () -> shell.pageProperty()
                            .set(PageId.COMPARE)));
        });
    }
}
