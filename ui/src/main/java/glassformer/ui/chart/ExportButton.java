package glassformer.ui.chart;

import glassformer.ui.common.Texts;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The menu that saves a chart as numbers or as a picture.
public final class ExportButton extends MenuButton {
    public <C extends Node & SavedChart> ExportButton(C chart, CurveExport export) {
        super(null, new FontIcon(Feather.DOWNLOAD));
        Texts texts = export.texts();
        idProperty().bind(chart.idProperty().map(id -> id + "-export"));
        getStyleClass().addAll("button-icon", "flat", "small-icon", "no-arrow", "export-button");
        setAccessibleText(texts.get("chart.export"));
        setTooltip(new Tooltip(texts.get("chart.export")));
        setMinWidth(Region.USE_PREF_SIZE);
        for (CurveFile.Kind kind : CurveFile.Kind.values()) {
            var item = new MenuItem(texts.get("chart.export." + kind.ending()));
            item.setOnAction(event -> export.ask(chart, kind));
            getItems().add(item);
        }
    }
}
