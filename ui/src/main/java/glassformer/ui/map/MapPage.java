package glassformer.ui.map;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Map page: which vectors on top, the map, a word's path or a similarity below.
public final class MapPage {
    private MapPage() {}

    /// @param runsFolder whose runs can be chosen
    public static Node create(Workbench bench, Path runsFolder) {
        return content(new MapViewModel(bench.session(), bench.link(), bench.background(), runsFolder), bench);
    }

    static Node content(MapViewModel model, Workbench bench) {
        Texts texts = bench.texts();
        var views = new ViewSwitch<>(MapView.class, MapView.CLOUD, "map-view", "map.view", texts);
        var cloud = new CloudPane(model, bench, () -> views.chosenProperty().set(MapView.PATH));
        cloud.visibleProperty()
                .bind(views.chosenProperty()
                        .isEqualTo(MapView.CLOUD)
                        .and(model.mapProperty().isNotNull()));
        var empty = new Label();
        empty.setId("map-empty");
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(560);
        empty.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get(
                                model.runProperty().get() == null
                                        ? "map.empty.noRun"
                                        : model.checkpoints().steps().isEmpty()
                                                ? "map.empty.noCheckpoint"
                                                : "map.empty.ready"),
                        model.runProperty(),
                        model.checkpoints().steps()));
        empty.visibleProperty()
                .bind(views.chosenProperty()
                        .isEqualTo(MapView.CLOUD)
                        .and(model.mapProperty().isNull()));
        var path = new PathPane(model, bench);
        path.visibleProperty().bind(views.chosenProperty().isEqualTo(MapView.PATH));
        var similarity = new SimilarityPane(model, bench);
        similarity.visibleProperty().bind(views.chosenProperty().isEqualTo(MapView.SIMILARITY));
        var below = new StackPane(empty, cloud, path, similarity);
        VBox.setVgrow(below, Priority.ALWAYS);
        var page = new VBox(
                new MapHeader(model, views, texts), new ProblemLabel("map-problem", model.problemProperty()), below);
        page.setId("map-page");
        page.getStyleClass().addAll("page", "map-page");
        return page;
    }
}
