package glassformer.ui.chart;

import javafx.geometry.Pos;
import javafx.scene.layout.StackPane;

/// A chart with its export menu in the corner beside the legend.
public final class SmallCurve extends StackPane {
    public SmallCurve(CurveChart chart, CurveExport export) {
        var button = new ExportButton(chart, export);
        getStyleClass().add("small-chart");
        chart.setMinHeight(90);
        setMinWidth(0);
        getChildren().addAll(chart, button);
        setAlignment(button, Pos.TOP_RIGHT);
    }
}
