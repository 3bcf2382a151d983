package glassformer.ui.devices;

import glassformer.engine.KernelSource;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.worker.WorkerService.DeviceInfo;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A device's kernels: a list, and the chosen one's Java beside what it became for the device.
final class KernelsView extends VBox {
    private final KernelsViewModel model;
    private final Texts texts;
    private final ListView<String> names = new ListView<>();
    private final CodePane java;
    private final CodePane generated;

    KernelsView(KernelsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.java = new CodePane("kernel-java", "devices.kernels.copy.java", texts);
        this.generated = new CodePane("kernel-generated", "devices.kernels.copy.generated", texts);
        setId("kernels");
        getStyleClass().addAll("page", "kernels");
        list();
        var code = new SplitPane(java, generated);
        code.setDividerPositions(0.5);
        HBox.setHgrow(code, Priority.ALWAYS);
        var row = new HBox(names, code);
        row.getStyleClass().add("spacing-16");
        VBox.setVgrow(row, Priority.ALWAYS);
        getChildren().addAll(header(), words(), new ProblemLabel("kernels-problem", model.problemProperty()), row);
        // A list takes the key for itself.
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.close();
                event.consume();
            }
        });
        model.deviceProperty().subscribe(this::showNames);
        model.chosenProperty().subscribe(name -> {
            if (!name.isEmpty()) names.getSelectionModel().select(name);
        });
        model.sourceProperty().subscribe(this::show);
        visibleProperty().subscribe(visible -> {
            if (visible) names.requestFocus();
        });
    }

    private HBox header() {
        var back = new Button(texts.get("devices.kernels.back"), new FontIcon(Feather.ARROW_LEFT));
        back.setId("kernels-back");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setTooltip(new Tooltip(texts.get("devices.kernels.back.tip")));
        back.setOnAction(event -> model.close());
        var title = new Label();
        title.setId("kernels-title");
        title.getStyleClass().add("page-title");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var busy = new Label(null, new ProgressIndicator());
        busy.setId("kernels-compiling");
        busy.getStyleClass().addAll("text-muted", "kernels-busy");
        busy.setMinWidth(Region.USE_PREF_SIZE);
        busy.visibleProperty().bind(model.compilingProperty());
        model.deviceProperty().subscribe(device -> {
            if (device == null) return;
            title.setText(texts.get("devices.kernels.title", device.id()));
            busy.setText(texts.get("devices.kernels.compiling", device.id()));
        });
        var row = new HBox(back, title, busy);
        row.getStyleClass().add("spacing-8");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Label words() {
        var label = new Label(texts.get("devices.kernels.words"));
        label.setId("kernels-words");
        label.getStyleClass().add("text-muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private void list() {
        names.setId("kernels-list");
        names.getStyleClass().addAll("kernels-list", "dense");
        names.setAccessibleText(texts.get("devices.kernels"));
        names.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String name, boolean empty) {
                super.updateItem(name, empty);
                setText(empty || name == null ? null : title(name));
                setTooltip(empty || name == null ? null : new Tooltip(texts.get("devices.kernels.command", name)));
            }
        });
        names.getSelectionModel().selectedItemProperty().subscribe(name -> {
            if (name != null && !name.equals(model.chosenProperty().get())) model.choose(name);
        });
    }

    /// What a kernel does; its name where this window does not know it.
    private String title(String name) {
        return texts.find("devices.kernel." + name).orElse(name);
    }

    private void showNames(@Nullable DeviceInfo device) {
        if (device == null) return;
        names.setItems(FXCollections.observableArrayList(device.kernels()));
    }

    private void show(@Nullable KernelSource source) {
        if (source == null) {
            java.show(texts.get("devices.kernels.java"), "");
            generated.show(texts.get("devices.kernels.generated"), "");
        } else {
            java.show(texts.get("devices.kernels.java"), source.java());
            generated.show(texts.get("devices.kernels.generated.language", source.language()), source.generated());
        }
    }
}
