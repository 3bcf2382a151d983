package glassformer.ui.chart;

import glassformer.ui.common.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.collections.ObservableSet;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;

/// A button for each series: its line and name; switching it off hides the series.
final class CurveLegend extends FlowPane {
    private final Texts texts;
    private final ObservableSet<CurveSeries> hidden;

    CurveLegend(Texts texts, ObservableSet<CurveSeries> hidden) {
        this.texts = texts;
        this.hidden = hidden;
        getStyleClass().add("curve-legend");
    }

    void show(List<CurveSeries> series, Function<CurveSeries, Color> colours) {
        getChildren().setAll(series.stream().map(s -> item(s, colours.apply(s))).toList());
        setManaged(!series.isEmpty());
    }

    private ToggleButton item(CurveSeries series, Color colour) {
        var line = new Line(0, 0, 22, 0);
        line.setStroke(colour);
        line.setStrokeWidth(2.5);
        if (series.dashed()) line.getStrokeDashArray().setAll(6.0, 4.0);
        var button = new ToggleButton(series.name(), line);
        button.getStyleClass().add("curve-legend-item");
        button.setSelected(!hidden.contains(series));
        button.selectedProperty().subscribe((before, shown) -> {
            if (shown) hidden.remove(series);
            else hidden.add(series);
        });
        button.accessibleTextProperty()
                .bind(button.selectedProperty()
                        .map(shown -> texts.get(shown ? "chart.legend.shown" : "chart.legend.hidden", series.name())));
        return button;
    }
}
