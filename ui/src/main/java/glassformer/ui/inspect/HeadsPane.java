package glassformer.ui.inspect;

import glassformer.ui.heatmap.HeatmapGrid;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every layer and head as a small picture, one of them chosen.
final class HeadsPane extends VBox {
    HeadsPane(InspectViewModel model, Workbench bench, ObservableValue<@Nullable ValueRange> scale) {
        getStyleClass().addAll("card", "heads-card");
        var title = new Label(bench.texts().get("inspect.heads"));
        title.getStyleClass().add("section-title");
        var grid = new HeatmapGrid(bench.texts(), bench.palette());
        grid.setId("inspect-heads");
        grid.rangeProperty().bind(scale);
        model.groupProperty().subscribe(group -> {
            // An empty grid would lose the choice of a head that comes again.
            if (group != null) grid.setPatterns(group.patterns());
        });
        grid.selectionProperty().bindBidirectional(model.headProperty());
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(List.of(title, scroll));
    }
}
