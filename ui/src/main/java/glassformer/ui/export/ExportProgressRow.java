package glassformer.ui.export;

import glassformer.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// How far an export is, and the button that stops it; nothing while none runs.
final class ExportProgressRow extends HBox {
    ExportProgressRow(ExportViewModel model, Texts texts) {
        getStyleClass().add("spacing-8");
        setAlignment(Pos.CENTER_LEFT);
        var bar = new ProgressBar();
        bar.setId("export-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.fractionProperty());
        bar.setAccessibleText(texts.get("export.progress.bar"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        var text = new Label();
        text.setId("export-progress-text");
        text.setMinWidth(Region.USE_PREF_SIZE);
        text.textProperty().bind(model.progressProperty());
        var cancel = new Button(texts.get("export.cancel"));
        cancel.setId("export-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> model.cancel());
        getChildren().addAll(bar, text, cancel);
        visibleProperty().bind(model.busyProperty());
        managedProperty().bind(visibleProperty());
    }
}
