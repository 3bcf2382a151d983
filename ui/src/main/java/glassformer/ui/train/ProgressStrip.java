package glassformer.ui.train;

import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How far the run is: what it prepares before the first step, then numbers over a bar.
final class ProgressStrip extends VBox {
    private final Texts texts;
    private final Format format;
    private final Label phase = new Label();
    private final Label step = value("train-step");
    private final Label elapsed = value("train-elapsed");
    private final Label remaining = value("train-remaining");
    private final Label speed = value("train-speed");
    private final Label loss = value("train-loss");
    private final Label validation = value("train-validation");
    private final ProgressBar bar = new ProgressBar(0);
    private final HBox numbers;

    ProgressStrip(TrainViewModel model, Texts texts) {
        this.texts = texts;
        this.format = texts.format();
        getStyleClass().addAll("progress-strip", "spacing-8");
        phase.setId("train-phase");
        phase.getStyleClass().add("text-muted");
        bar.setId("train-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(6);
        bar.setPrefHeight(6);
        setMinHeight(USE_PREF_SIZE);
        numbers = new HBox(
                named("step", step),
                named("elapsed", elapsed),
                named("remaining", remaining),
                named("speed", speed),
                named("loss", loss),
                named("validation", validation));
        numbers.getStyleClass().add("progress-numbers");
        getChildren().addAll(numbers, phase, bar);
        model.progressProperty().subscribe(this::show);
        model.stageProperty().subscribe(stage -> refresh(model));
        model.phaseProperty().subscribe(now -> refresh(model));
        model.progressProperty().subscribe(now -> refresh(model));
    }

    private void refresh(TrainViewModel model) {
        TrainStage stage = model.stageProperty().get();
        TrainProgress progress = model.progressProperty().get();
        String doing = stage == TrainStage.READING
                ? texts.get("train.reading")
                : model.phaseProperty().get().sentence();
        boolean preparing = stage == TrainStage.READING || stage.isLive() && !doing.isEmpty();
        boolean known = progress.step() > 0 || progress.validationLoss() != null;
        shown(phase, preparing);
        shown(numbers, !preparing && known);
        shown(bar, preparing || known);
        phase.setText(doing);
        remaining.setText(stage.isLive() ? optional(progress.remaining()) : "–");
        double share = model.phaseProperty().get().progress();
        bar.setProgress(!preparing ? progress.share() : share < 0 ? ProgressBar.INDETERMINATE_PROGRESS : share);
        setManaged(preparing || known);
    }

    private void show(TrainProgress now) {
        step.setText(texts.get("train.step.of", format.whole(now.step()), format.whole(now.steps())));
        elapsed.setText(format.duration(now.elapsed()));
        speed.setText(now.tokensPerSecond() == null ? "–" : format.count(now.tokensPerSecond()));
        loss.setText(number(now.trainLoss()));
        validation.setText(number(now.validationLoss()));
    }

    private String optional(@Nullable Duration duration) {
        return duration == null ? "–" : format.duration(duration);
    }

    private String number(@Nullable Double value) {
        return value == null ? "–" : format.number(value);
    }

    private VBox named(String name, Label value) {
        var caption = new Label(texts.get("train.number." + name));
        caption.getStyleClass().addAll("text-muted", "text-small");
        caption.setLabelFor(value);
        var box = new VBox(caption, value);
        box.setAlignment(Pos.TOP_LEFT);
        return box;
    }

    private static Label value(String id) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add("progress-number");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static void shown(Region region, boolean shown) {
        region.setVisible(shown);
        region.setManaged(shown);
    }

    /// The same in one line, for the status bar.
    static String words(TrainProgress now, Texts texts) {
        Format format = texts.format();
        String step = texts.get("train.step.of", format.whole(now.step()), format.whole(now.steps()));
        return now.remaining() == null
                ? texts.get("train.status", step)
                : texts.get("train.status.left", step, format.duration(now.remaining()));
    }
}
