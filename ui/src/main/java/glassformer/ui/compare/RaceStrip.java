package glassformer.ui.compare;

import glassformer.run.Race;
import glassformer.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How far the race is, as a whole and in its present run, and what can be done about it.
final class RaceStrip extends VBox {
    private final RaceViewModel model;
    private final RunLabels labels;
    private final Texts texts;
    private final Label title = new Label();
    private final Label stage = new Label();
    private final Label words = new Label();
    private final ProgressBar whole = new ProgressBar(0);
    private final ProgressBar run = new ProgressBar(0);

    RaceStrip(RaceViewModel model, RunLabels labels, Texts texts) {
        this.model = model;
        this.labels = labels;
        this.texts = texts;
        setId("race-strip");
        getStyleClass().addAll("card", "race-strip");
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        stage.setId("race-stage");
        stage.setMinWidth(USE_PREF_SIZE);
        words.setId("race-words");
        words.getStyleClass().add("text-muted");
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(title, stage, words, buttons());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("spacing-8");
        bar(whole, "race-progress", "race.progress.whole");
        bar(run, "race-run-progress", "race.progress.run");
        var bars = new HBox(whole, run);
        bars.getStyleClass().add("spacing-8");
        var problem = new Label();
        problem.setId("race-problem");
        problem.getStyleClass().add("field-error");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(line, bars, problem);
        visibleProperty()
                .bind(model.raceProperty()
                        .isNotNull()
                        .or(model.problemProperty().isNotEmpty()));
        managedProperty().bind(visibleProperty());
        setMinHeight(USE_PREF_SIZE);
        model.raceProperty().subscribe(race -> title.setText(race == null ? "" : name(race)));
        model.stageProperty().subscribe(now -> refresh());
        model.progressProperty().subscribe(now -> refresh());
        model.phaseProperty().subscribe(now -> refresh());
    }

    private String name(Race race) {
        return texts.get("compare.race", String.valueOf(race.root().getFileName()));
    }

    private void bar(ProgressBar bar, String id, String key) {
        bar.setId(id);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(6);
        bar.setPrefHeight(6);
        bar.setAccessibleText(texts.get(key));
        bar.setTooltip(new Tooltip(texts.get(key)));
        HBox.setHgrow(bar, Priority.ALWAYS);
    }

    private HBox buttons() {
        var stages = model.stageProperty();
        Button pause = button("pause", Feather.PAUSE, model::pause);
        shownWhen(pause, stages.map(now -> now == RaceStage.RUNNING));
        Button unpause = button("unpause", Feather.PLAY, model::unpause);
        shownWhen(unpause, stages.map(now -> now == RaceStage.PAUSED));
        Button stop = button("stop", Feather.SQUARE, model::stop);
        stop.disableProperty().bind(stages.map(now -> now == RaceStage.STOPPING));
        shownWhen(stop, stages.map(RaceStage::isLive));
        Button goOn = button("go-on", Feather.ROTATE_CW, model::goOn);
        goOn.getStyleClass().add("accent");
        shownWhen(goOn, stages.map(now -> now == RaceStage.STOPPED));
        pause.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !model.phaseProperty().get().isEmpty(), model.phaseProperty()));
        var box = new HBox(pause, unpause, stop, goOn);
        box.getStyleClass().add("spacing-8");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private static void shownWhen(Button button, javafx.beans.value.ObservableValue<Boolean> when) {
        button.visibleProperty().bind(when);
        button.managedProperty().bind(button.visibleProperty());
    }

    private Button button(String name, Feather icon, Runnable action) {
        var button = new Button(texts.get("race." + name), new FontIcon(icon));
        button.setId("race-" + name);
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(texts.get("race." + name + ".tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void refresh() {
        RaceStage now = model.stageProperty().get();
        RaceProgress progress = model.progressProperty().get();
        stage.setText(texts.get(now.textKey()));
        stage.getStyleClass().setAll("badge", style(now));
        whole.setProgress(progress.share());
        run.setProgress(progress.runShare());
        run.setVisible(progress.number() > 0);
        run.setManaged(progress.number() > 0);
        words.setText(words(model, labels, texts));
    }

    /// In one line, also for the status bar.
    static String words(RaceViewModel model, RunLabels labels, Texts texts) {
        RaceProgress progress = model.progressProperty().get();
        Race race = model.raceProperty().get();
        if (race == null) return "";
        var format = texts.format();
        if (progress.number() == 0)
            return progress.failed() == 0
                    ? texts.get("race.words.ended", progress.ended(), progress.runs())
                    : texts.get("race.words.failed", progress.ended(), progress.runs(), progress.failed());
        String name = labels.of(race.entries().get(progress.number() - 1));
        String phase = model.phaseProperty().get();
        if (!phase.isEmpty()) return texts.get("race.words.phase", progress.number(), progress.runs(), name, phase);
        return progress.remaining() == null
                ? texts.get("race.words.run", progress.number(), progress.runs(), name)
                : texts.get(
                        "race.words.left",
                        progress.number(),
                        progress.runs(),
                        name,
                        format.duration(progress.remaining()));
    }

    private static String style(RaceStage stage) {
        return switch (stage) {
            case RUNNING -> "badge-accent";
            case DONE -> "badge-success";
            case WAITING, PAUSED, STOPPING, STOPPED -> "badge-warning";
            case NONE -> "badge-plain";
        };
    }
}
