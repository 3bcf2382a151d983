package glassformer.ui.chart;

import javafx.geometry.Pos;
import javafx.scene.layout.StackPane;

/// A chart with its export menu in the corner beside the legend.
public final class SmallCurve extends StackPane {
    public SmallCurve(CurveChart chart, CurveExport export) {
        var button = new ExportButton(chart, export);
        setMinWidth(0);
        getChildren().addAll(chart, button);
        setAlignment(button, Pos.TOP_RIGHT);
    }
}
