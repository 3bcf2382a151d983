package glassformer.ui.devices;

import glassformer.ui.common.Texts;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Two devices to choose, on which the open lab is then trained.
final class DeviceComparison extends VBox {
    /// What can be tried where there is one device only.
    private static final String TWO_PROCESSES = "cpu*2";

    private final DeviceListViewModel model;
    private final ObservableList<String> ids = FXCollections.observableArrayList();

    DeviceComparison(DeviceListViewModel model, DeviceRace race, Texts texts) {
        this.model = model;
        getStyleClass().addAll("card", "spacing-8");
        var title = new Label(texts.get("devices.compare"));
        title.getStyleClass().add("section-title");
        var words = new Label(texts.get("devices.compare.words"));
        words.getStyleClass().addAll("text-muted", "text-small");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        var first = box("first", texts);
        var second = box("second", texts);
        var go = new Button(texts.get("devices.compare.go"), new FontIcon(Feather.TRENDING_DOWN));
        go.setId("devices-compare");
        go.setMinWidth(Region.USE_PREF_SIZE);
        go.setTooltip(new Tooltip(texts.get("devices.compare.tip")));
        go.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> first.getValue() == null
                                || second.getValue() == null
                                || Objects.equals(first.getValue(), second.getValue()),
                        first.valueProperty(),
                        second.valueProperty()));
        go.setOnAction(event -> race.on(List.of(first.getValue(), second.getValue())));
        var row = new HBox(first, second, go);
        row.getStyleClass().add("spacing-8");
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, words, row);
        model.entries().addListener((ListChangeListener<DeviceEntry>) change -> fill(first, second));
        fill(first, second);
    }

    private ComboBox<String> box(String name, Texts texts) {
        var box = new ComboBox<>(ids);
        box.setId("devices-compare-" + name);
        box.setAccessibleText(texts.get("devices.compare." + name));
        box.setPromptText(texts.get("devices.compare." + name));
        box.setMinWidth(150);
        return box;
    }

    private void fill(ComboBox<String> first, ComboBox<String> second) {
        String left = first.getValue();
        String right = second.getValue();
        List<String> next = new java.util.ArrayList<>(
                model.entries().stream().map(entry -> entry.info().id()).toList());
        if (next.contains("cpu")) next.add(TWO_PROCESSES);
        if (next.equals(ids)) return;
        ids.setAll(next);
        first.setValue(ids.contains(left) ? left : ids.isEmpty() ? null : ids.getFirst());
        second.setValue(ids.contains(right) ? right : ids.size() < 2 ? null : ids.get(1));
    }
}
