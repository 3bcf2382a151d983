package glassformer.ui.inspect;

import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.heatmap.HeatmapGrid;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every layer and head, one of them chosen: as small heatmaps, as small links, or as a table of scores.
final class HeadsPane extends VBox {
    private enum View {
        GRID,
        LINKS,
        TABLE
    }

    HeadsPane(InspectViewModel model, Workbench bench, ObservableValue<@Nullable ValueRange> scale) {
        Texts texts = bench.texts();
        getStyleClass().addAll("card", "heads-card");
        var title = new Label(texts.get("inspect.heads"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        var grid = new HeatmapGrid(texts, bench.palette());
        grid.setId("inspect-heads");
        grid.rangeProperty().bind(scale);
        model.groupProperty().subscribe(group -> {
            // An empty grid would lose the choice of a head that comes again.
            if (group != null) grid.setPatterns(group.patterns());
        });
        grid.selectionProperty().bindBidirectional(model.headProperty());
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        var table = new HeadTable(model, texts);
        var content = new StackPane(scroll);
        VBox.setVgrow(content, Priority.ALWAYS);
        var views = new ViewSwitch<>(View.class, View.GRID, "inspect-heads-view", "inspect.heads.view", texts);
        views.chosenProperty().subscribe(view -> {
            Node shown = view == View.TABLE ? table : scroll;
            grid.linksProperty().set(view == View.LINKS);
            content.getChildren().setAll(shown);
        });
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(title, gap, views);
        header.getStyleClass().add("panel-header");
        getChildren().addAll(List.of(header, content));
    }
}
