package glassformer.ui.replay;

import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Play and pause, a slider over the evaluations, the speed, the other run, one head or all, and the export.
final class ReplayControls extends HBox {
    private final ReplayViewModel model;
    private final Texts texts;
    private final Slider slider = new Slider(0, 1, 0);

    ReplayControls(ReplayViewModel model, Workbench bench, ReplayExportButton export) {
        this.model = model;
        this.texts = bench.texts();
        getStyleClass().add("inspect-bar");
        HBox.setHgrow(slider, Priority.ALWAYS);
        getChildren()
                .addAll(
                        step("replay-back", Feather.SKIP_BACK, "replay.back", -1),
                        play(),
                        step("replay-next", Feather.SKIP_FORWARD, "replay.next", 1),
                        madeSlider(),
                        where(),
                        speed(),
                        large(),
                        against(bench),
                        export);
    }

    /// Where the keys of the replay work.
    Slider slider() {
        return slider;
    }

    private Slider madeSlider() {
        slider.setId("replay-slider");
        slider.setMinWidth(120);
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setTooltip(new Tooltip(texts.get("replay.slider.tip")));
        slider.setAccessibleText(texts.get("replay.slider.tip"));
        return slider;
    }

    private Button step(String id, Ikon icon, String key, int by) {
        Button button = icon(id, icon, key);
        button.setOnAction(event -> {
            model.playingProperty().set(false);
            model.move(by);
        });
        return button;
    }

    private Button icon(String id, Ikon icon, String key) {
        var button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setAccessibleText(texts.get(key));
        return button;
    }

    private Button play() {
        Button button = icon("replay-play", Feather.PLAY, "replay.play");
        button.setOnAction(event -> model.playOrPause());
        model.playingProperty().subscribe(playing -> {
            String key = playing ? "replay.pause" : "replay.play";
            button.setGraphic(new FontIcon(playing ? Feather.PAUSE : Feather.PLAY));
            button.setTooltip(new Tooltip(texts.get(key)));
            button.setAccessibleText(texts.get(key));
        });
        return button;
    }

    private Label where() {
        var label = new Label();
        label.setId("replay-where");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Runnable follow = () -> {
            int count = model.steps().size();
            int index = model.indexProperty().get();
            slider.setMax(Math.max(1, count - 1));
            slider.setDisable(count < 2);
            slider.setValue(Math.max(0, index));
            label.setText(
                    index < 0 || index >= count
                            ? "–"
                            : texts.get("replay.where", texts.format().whole(model.step()), index + 1, count));
        };
        model.steps().addListener((ListChangeListener<Integer>) change -> follow.run());
        model.indexProperty().subscribe(index -> follow.run());
        slider.valueProperty().subscribe((before, after) -> {
            int place = (int) Math.round(after.doubleValue());
            if (place != model.indexProperty().get() && place < model.steps().size())
                model.indexProperty().set(place);
        });
        return label;
    }

    private ComboBox<Speed> speed() {
        var box = new ComboBox<>(FXCollections.observableArrayList(Speed.values()));
        box.setId("replay-speed");
        box.setConverter(new Words<>(Speed::label));
        box.setTooltip(new Tooltip(texts.get("replay.speed")));
        box.setAccessibleText(texts.get("replay.speed"));
        box.setMinWidth(76);
        box.setPrefWidth(76);
        box.valueProperty().bindBidirectional(model.speedProperty());
        return box;
    }

    private ToggleButton large() {
        var toggle = new ToggleButton(texts.get("replay.large"));
        toggle.setId("replay-large");
        toggle.getStyleClass().add("small-toggle");
        toggle.setTooltip(new Tooltip(texts.get("replay.large.tip")));
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.selectedProperty().bindBidirectional(model.largeProperty());
        return toggle;
    }

    /// None, the runs that lie beside the one on show, or a folder elsewhere.
    private ComboBox<Optional<Path>> against(Workbench bench) {
        ObservableList<Optional<Path>> items = FXCollections.observableArrayList();
        var box = new ComboBox<>(items);
        box.setId("replay-against");
        box.setPrefWidth(190);
        box.setMinWidth(110);
        box.setTooltip(new Tooltip(texts.get("replay.against.tip")));
        box.setAccessibleText(texts.get("replay.against.tip"));
        Path elsewhere = Path.of("");
        box.setConverter(new Words<>(run -> run.map(path ->
                        path.equals(elsewhere) ? texts.get("replay.against.other") : String.valueOf(path.getFileName()))
                .orElse(texts.get("replay.against.none"))));
        Runnable fill = () -> {
            items.clear();
            items.add(Optional.empty());
            model.others().forEach(run -> items.add(Optional.of(run)));
            items.add(Optional.of(elsewhere));
            box.setValue(Optional.ofNullable(model.againstProperty().get()));
        };
        model.others().addListener((ListChangeListener<Path>) change -> fill.run());
        fill.run();
        model.againstProperty().subscribe(run -> box.setValue(Optional.ofNullable(run)));
        box.setOnAction(event -> {
            Optional<Path> chosen = box.getValue();
            if (chosen == null
                    || chosen.equals(Optional.ofNullable(model.againstProperty().get()))) return;
            if (chosen.equals(Optional.of(elsewhere))) {
                Optional<Path> folder = bench.dialogs().chooseFolder(texts.get("replay.against.choose"));
                folder.ifPresent(model.againstProperty()::set);
                box.setValue(Optional.ofNullable(model.againstProperty().get()));
            } else {
                model.againstProperty().set(chosen.orElse(null));
            }
        });
        return box;
    }
}
