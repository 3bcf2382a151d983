package glassformer.ui.export;

import glassformer.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The folder to make, and the button that begins.
final class TargetRow extends HBox {
    TargetRow(ExportViewModel model, Texts texts) {
        getStyleClass().add("spacing-8");
        setAlignment(Pos.CENTER_LEFT);
        var name = new Label(texts.get("export.target"));
        name.setMinWidth(Region.USE_PREF_SIZE);
        var field = new TextField();
        field.setId("export-target");
        field.textProperty().bindBidirectional(model.targetProperty());
        field.disableProperty().bind(model.busyProperty());
        name.setLabelFor(field);
        HBox.setHgrow(field, Priority.ALWAYS);
        var choose = new Button(texts.get("export.choose"));
        choose.setId("export-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.disableProperty().bind(model.busyProperty());
        choose.setOnAction(event -> model.chooseTarget());
        var begin = new Button(texts.get("export.begin"), new FontIcon(Feather.DOWNLOAD));
        begin.setId("export-begin");
        begin.getStyleClass().add("accent");
        begin.setMinWidth(Region.USE_PREF_SIZE);
        begin.disableProperty().bind(model.readyProperty().not());
        begin.setOnAction(event -> model.export());
        getChildren().addAll(name, field, choose, begin);
    }
}
