package glassformer.ui.train;

import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The page's title, the state of the run, the device and the buttons.
final class TrainHeader extends HBox {
    private final Texts texts;

    TrainHeader(TrainViewModel model, UpkeepViewModel upkeep, DevicesViewModel devices, Texts texts) {
        this.texts = texts;
        getStyleClass().add("train-header");
        setAlignment(Pos.CENTER_LEFT);
        var title = new Label(texts.get("page.train"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var name = new Label();
        name.setId("train-run");
        name.getStyleClass().add("text-muted");
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        model.runProperty().subscribe(run -> {
            name.setText(run == null ? "" : String.valueOf(run.getFileName()));
            name.setTooltip(run == null ? null : new Tooltip(run.toString()));
        });
        getChildren().addAll(title, stage(model), name, deviceChoice(devices), buttons(model, upkeep));
    }

    private Label stage(TrainViewModel model) {
        var badge = new Label();
        badge.setId("train-stage");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        model.stageProperty().subscribe(stage -> {
            badge.setVisible(stage != TrainStage.NONE);
            badge.setManaged(stage != TrainStage.NONE);
            badge.setText(texts.get(stage.textKey()));
            badge.getStyleClass().setAll("badge", style(stage));
        });
        return badge;
    }

    private static String style(TrainStage stage) {
        return switch (stage) {
            case RUNNING -> "badge-accent";
            case FINISHED -> "badge-success";
            case PAUSED, STOPPING, STOPPED, INTERRUPTED, ELSEWHERE -> "badge-warning";
            case FAILED -> "badge-danger";
            case NONE, READING, PREPARING -> "badge-plain";
        };
    }

    private ComboBox<DeviceChoice> deviceChoice(DevicesViewModel devices) {
        var box = new ComboBox<>(devices.choices());
        box.setId("train-device");
        box.setConverter(new Words<>(DeviceChoice::text));
        box.valueProperty().bindBidirectional(devices.chosenProperty());
        box.setOnShowing(event -> devices.load());
        box.setPrefWidth(150);
        box.setMinWidth(120);
        box.setAccessibleText(texts.get("train.device"));
        box.setTooltip(new Tooltip(texts.get("train.device.tip")));
        return box;
    }

    private HBox buttons(TrainViewModel model, UpkeepViewModel upkeep) {
        Button start = button("start", Feather.PLAY, model::start, model.canStartProperty());
        start.getStyleClass().add("accent");
        Button pause = button("pause", Feather.PAUSE, model::pause, model.canPauseProperty());
        Button goOn = button("continue", Feather.PLAY, model::goOn, model.canContinueProperty());
        Button stop = button("stop", Feather.SQUARE, model::stop, model.canStopProperty());
        Button resume = button("resume", Feather.ROTATE_CW, upkeep::resume, upkeep.canResumeProperty());
        // Pause and Continue share a place.
        goOn.visibleProperty().bind(model.canContinueProperty());
        goOn.managedProperty().bind(model.canContinueProperty());
        pause.visibleProperty().bind(model.canContinueProperty().not());
        pause.managedProperty().bind(pause.visibleProperty());
        var box = new HBox(start, pause, goOn, stop, resume, new ResumeChoice(upkeep, texts));
        box.getStyleClass().add("spacing-8");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private Button button(String name, Feather icon, Runnable action, ReadOnlyBooleanProperty enabled) {
        var button = new Button(texts.get("train." + name), new FontIcon(icon));
        button.setId("train-" + name);
        button.setTooltip(new Tooltip(texts.get("train." + name + ".tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(enabled.not());
        button.setOnAction(event -> action.run());
        return button;
    }

    static String shortName(Path run) {
        return String.valueOf(run.getFileName());
    }
}
