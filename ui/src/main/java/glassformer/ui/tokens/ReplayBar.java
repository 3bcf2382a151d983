package glassformer.ui.tokens;

import glassformer.ui.common.Texts;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Moves through the merges, by hand or by itself, and says which merge was the last.
final class ReplayBar extends VBox {
    private static final Duration BEAT = Duration.millis(350);
    /// A long training plays in about this many beats.
    private static final int BEATS = 200;

    private final TokensViewModel model;
    private final Texts texts;
    private final Slider slider = new Slider(0, 1, 0);
    private final ToggleButton play = new ToggleButton(null, new FontIcon(Feather.PLAY));
    private final Timeline timeline = new Timeline(new KeyFrame(BEAT, event -> beat()));

    ReplayBar(TokensViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("spacing-4");
        timeline.setCycleCount(Animation.INDEFINITE);
        play.setId("tokens-play");
        play.getStyleClass().addAll("button-icon", "flat");
        named(play, "tokens.play");
        play.selectedProperty().subscribe(on -> {
            play.setGraphic(new FontIcon(on ? Feather.PAUSE : Feather.PLAY));
            if (on) start();
            else timeline.stop();
        });
        sceneProperty().subscribe(scene -> {
            if (scene == null) play.setSelected(false);
        });
        slider.setId("tokens-step");
        slider.setBlockIncrement(1);
        slider.setAccessibleText(texts.get("tokens.step.name"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        var at = new Label();
        at.setId("tokens-at");
        at.setMinWidth(USE_PREF_SIZE);
        var row = new HBox(
                button("first", Feather.SKIP_BACK, () -> model.stepProperty().set(0)),
                button("back", Feather.CHEVRON_LEFT, () -> move(-1)),
                play,
                button("on", Feather.CHEVRON_RIGHT, () -> move(1)),
                slider,
                at);
        row.getStyleClass().add("panel-header");
        var merge = new Label();
        merge.setId("tokens-merge");
        merge.setWrapText(true);
        merge.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(row, merge);
        Runnable show = () -> show(model.replayedProperty().get(), at, merge);
        model.replayedProperty().subscribe(show); // first, since it knows how far the slider reaches
        slider.setValue(model.stepProperty().get());
        slider.valueProperty()
                .subscribe((before, now) -> model.stepProperty().set((int) Math.round(now.doubleValue())));
        model.stepProperty().subscribe((before, now) -> {
            slider.setValue(now.intValue());
            show.run();
        });
    }

    private void show(@Nullable Replayed replayed, Label at, Label merge) {
        int steps = replayed == null ? 0 : replayed.steps();
        slider.setMax(Math.max(1, steps));
        setDisable(steps == 0);
        int step = Math.clamp(model.stepProperty().get(), 0, steps);
        at.setText(texts.get(
                "tokens.step", texts.format().whole(step), texts.format().whole(steps)));
        if (replayed == null) {
            merge.setText("");
        } else if (steps == 0) {
            merge.setText(texts.get("tokens.merge.none"));
        } else if (step == 0) {
            merge.setText(texts.get(
                    "tokens.merge.start." + replayed.training().tokenizer().kind()));
        } else {
            Replayed.Step last = replayed.step(step);
            merge.setText(texts.get(
                    "tokens.merge",
                    visible(last.left()),
                    visible(last.right()),
                    visible(last.token()),
                    texts.format().whole(last.merge().count()),
                    texts.format().number(last.merge().score())));
        }
    }

    /// Spaces would be invisible at a token's ends.
    static String visible(String token) {
        return token.replace(' ', '␣');
    }

    private void start() {
        Replayed replayed = model.replayedProperty().get();
        if (replayed != null && model.stepProperty().get() >= replayed.steps())
            model.stepProperty().set(0);
        timeline.play();
    }

    private void beat() {
        Replayed replayed = model.replayedProperty().get();
        int steps = replayed == null ? 0 : replayed.steps();
        move(Math.max(1, steps / BEATS));
        if (model.stepProperty().get() >= steps) play.setSelected(false);
    }

    private void move(int by) {
        Replayed replayed = model.replayedProperty().get();
        int steps = replayed == null ? 0 : replayed.steps();
        model.stepProperty().set(Math.clamp(model.stepProperty().get() + by, 0, steps));
    }

    private Button button(String name, Ikon icon, Runnable action) {
        var button = new Button(null, new FontIcon(icon));
        button.setId("tokens-" + name.toLowerCase(Locale.ROOT));
        button.getStyleClass().addAll("button-icon", "flat");
        named(button, "tokens." + name);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void named(javafx.scene.control.ButtonBase button, String key) {
        button.setAccessibleText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setMinWidth(USE_PREF_SIZE);
    }
}
