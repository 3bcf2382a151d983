package glassformer.ui.chart;

import glassformer.ui.common.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A chart in a card: title, logarithmic switch, smoothing, show-all and export above it.
public final class CurvePanel extends VBox {
    /// @param export no menu when null
    public CurvePanel(Texts texts, String title, CurveChart chart, @Nullable CurveExport export) {
        this(texts, heading(title), chart, export);
    }

    /// @param heading in place of a title
    public CurvePanel(Texts texts, Node heading, CurveChart chart, @Nullable CurveExport export) {
        getStyleClass().addAll("card", "curve-panel");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(heading, gap, smoothing(texts, chart), logarithmic(texts, chart), showAll(texts, chart));
        header.getStyleClass().add("panel-header");
        if (export != null) header.getChildren().add(new ExportButton(chart, export));
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(header, chart);
    }

    private static Label heading(String title) {
        var heading = new Label(title);
        heading.getStyleClass().add("section-title");
        heading.setMinWidth(0);
        return heading;
    }

    private static HBox smoothing(Texts texts, CurveChart chart) {
        var slider = new Slider(0, 0.99, chart.smoothingProperty().get());
        slider.setPrefWidth(90);
        slider.setMinWidth(60);
        slider.setBlockIncrement(0.1);
        slider.getStyleClass().add("small");
        slider.setAccessibleText(texts.get("chart.smoothing"));
        slider.setTooltip(new Tooltip(texts.get("chart.smoothing.tip")));
        slider.valueProperty().bindBidirectional(chart.smoothingProperty());
        var label = new Label(texts.get("chart.smoothing"));
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setLabelFor(slider);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(label, slider);
        box.getStyleClass().add("panel-header");
        return box;
    }

    private static ToggleButton logarithmic(Texts texts, CurveChart chart) {
        var toggle = new ToggleButton(texts.get("chart.log"));
        toggle.getStyleClass().add("small-toggle");
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setTooltip(new Tooltip(texts.get("chart.log.tip")));
        toggle.selectedProperty().bindBidirectional(chart.logarithmicProperty());
        return toggle;
    }

    private static Button showAll(Texts texts, CurveChart chart) {
        var button = iconButton(Feather.MAXIMIZE_2, texts.get("chart.showAll"), () -> chart.viewProperty()
                .set(null));
        button.disableProperty().bind(chart.viewProperty().isNull());
        return button;
    }

    private static Button iconButton(Feather icon, String text, Runnable action) {
        var button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small-icon");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
