package glassformer.ui.replay;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.replay.Stored;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// A run's evaluations over time: how its heads formed, what it said, what it wrote. The arrow keys go from one to the
/// next, the space bar plays and pauses.
public final class ReplayPane extends VBox {
    private static final Duration LOOK = Duration.seconds(3);

    private final ReplayViewModel model;
    private final Texts texts;
    private final List<RunColumn> columns;
    private final HBox runs = new HBox();
    private final ReplayControls controls;
    private final Timeline clock = new Timeline();

    /// @param kind of attention that is shown where the model has several
    public ReplayPane(ReplayViewModel model, Workbench bench, ObservableValue<Kind> kind) {
        this.model = model;
        this.texts = bench.texts();
        setId("replay");
        getStyleClass().addAll("replay", "spacing-12");
        columns = List.of(new RunColumn(model, bench, kind, 1), new RunColumn(model, bench, kind, 2));
        columns.forEach(column -> {
            HBox.setHgrow(column, Priority.ALWAYS);
            column.setPrefWidth(400);
            column.setMinWidth(0);
        });
        runs.getStyleClass().add("spacing-16");
        runs.setMinHeight(0);
        VBox.setVgrow(runs, Priority.ALWAYS);
        controls = new ReplayControls(model, bench, new ReplayExportButton(model, bench, kind));
        var export = new CurveExport(
                texts, bench.dialogs(), () -> bench.session().lab().name() + "-replay");
        var losses = new LossChart(model, bench, export);
        var scores = new ScoresChart(model, bench, kind, export);
        var charts = new HBox(losses, scores);
        charts.getStyleClass().add("spacing-16");
        for (Region chart : List.of(losses, scores)) {
            HBox.setHgrow(chart, Priority.ALWAYS);
            chart.setPrefWidth(400);
            chart.setMinWidth(0);
        }
        charts.setPrefHeight(232);
        var content = new VBox(
                controls,
                new ProblemLabel("replay-problem", model.problemProperty()),
                sentence("replay-note", model.noteProperty()),
                missing(),
                runs,
                charts);
        content.getStyleClass().add("spacing-12");
        content.visibleProperty().bind(model.runsProperty().map(all -> !all.isEmpty()));
        content.visibleProperty().subscribe(visible -> {
            if (visible && getScene() != null) controls.slider().requestFocus();
        });
        var middle = new StackPane(empty(), content);
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().add(middle);
        model.runsProperty().subscribe(facts -> arrange(facts.size()));
        model.shownProperty().subscribe(this::show);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        play();
        follow();
    }

    /// The view has come on show: the run is read, and the keys work.
    public void shown() {
        model.want();
        controls.slider().requestFocus();
    }

    private void arrange(int count) {
        if (runs.getChildren().size() == count) return;
        List<RunColumn> now = columns.subList(0, count);
        now.forEach(column -> column.arrange(count == 1));
        runs.getChildren().setAll(now);
    }

    private void show(List<@Nullable RunFrame> frames) {
        List<RunFacts> facts = model.runsProperty().get();
        for (int i = 0; i < Math.min(frames.size(), facts.size()); i++)
            columns.get(i).show(facts.get(i), frames.get(i));
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || model.steps().isEmpty()) return;
        switch (event.getCode()) {
            case LEFT -> model.move(-1);
            case RIGHT -> model.move(1);
            case HOME -> model.move(-model.steps().size());
            case END -> model.move(model.steps().size());
            case SPACE -> model.playOrPause();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void play() {
        clock.setCycleCount(Animation.INDEFINITE);
        Runnable set = () -> {
            clock.stop();
            clock.getKeyFrames()
                    .setAll(new KeyFrame(
                            Duration.millis(model.speedProperty().get().milliseconds()), event -> model.tick()));
            if (model.playingProperty().get()) clock.playFromStart();
        };
        model.speedProperty().subscribe(speed -> set.run());
        model.playingProperty().subscribe(playing -> set.run());
        sceneProperty().subscribe(scene -> {
            if (scene == null) model.playingProperty().set(false);
        });
    }

    /// Another program may train the run that is on show.
    private void follow() {
        var timer = new Timeline(new KeyFrame(LOOK, event -> model.refresh()));
        timer.setCycleCount(Animation.INDEFINITE);
        sceneProperty().subscribe(scene -> {
            if (scene == null) timer.stop();
            else timer.play();
        });
    }

    private Label empty() {
        var label = new Label();
        label.setId("replay-empty");
        label.getStyleClass().add("empty-state");
        label.setMaxWidth(520);
        label.textProperty().bind(model.emptyProperty());
        label.visibleProperty().bind(model.runsProperty().map(List::isEmpty));
        return label;
    }

    private static Label sentence(String id, ObservableValue<String> text) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add("text-muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.textProperty().bind(text);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    /// What runs of earlier versions or other labs did not store.
    private Label missing() {
        return sentence("replay-missing", model.runsProperty().map(this::missing));
    }

    private String missing(List<RunFacts> facts) {
        List<String> sentences = new ArrayList<>();
        for (RunFacts run : facts) {
            Set<Stored> missing = new TreeSet<>(run.missing());
            if (missing.isEmpty()) continue;
            String what = missing.stream()
                    .map(one -> texts.get("replay.missing." + one.name().toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(texts.get("replay.says.comma")));
            sentences.add(texts.get("replay.missing", run.name(), what));
        }
        return String.join(" ", sentences);
    }
}
