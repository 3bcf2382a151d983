package glassformer.ui.generate;

import glassformer.ui.theme.ColourRamp;
import glassformer.ui.theme.Palette;
import glassformer.ui.worker.Workbench;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import org.jspecify.annotations.Nullable;

/// What the palette's heat stands for: a strip of its colours between two captions.
final class HeatLegend extends HBox {
    private static final int STOPS = 8;

    private final Label least = new Label();
    private final Label most = new Label();
    private final Region strip = new Region();

    HeatLegend(String id, Workbench bench) {
        setId(id);
        getStyleClass().addAll("panel-header", "text-small", "text-muted");
        strip.getStyleClass().add("heat-strip");
        bench.palette().subscribe(this::paint);
        getChildren().addAll(least, strip, most);
        managedProperty().bind(visibleProperty());
    }

    /// @param from at the smallest value; null hides the legend
    void show(@Nullable String from, String to) {
        setVisible(from != null);
        least.setText(from == null ? "" : from);
        most.setText(to);
    }

    private void paint(Palette palette) {
        ColourRamp heat = palette.heat();
        List<Stop> stops = IntStream.rangeClosed(0, STOPS)
                .mapToObj(i -> new Stop(i / (double) STOPS, heat.colour(i / (double) STOPS)))
                .toList();
        strip.setBackground(new Background(new BackgroundFill(
                new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops), new CornerRadii(3), null)));
    }
}
