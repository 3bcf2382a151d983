package glassformer.ui.map;

import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import glassformer.worker.MapService.MapReply;
import glassformer.worker.MapService.Near;
import glassformer.worker.MapService.NearReply;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/// The map with its legend, and beside it what can be asked about it.
final class CloudPane extends HBox {
    private static final int LEGEND = 14;

    private final MapViewModel model;
    private final Workbench bench;
    private final Texts texts;
    private final ScatterView scatter;
    private final NearPane near;
    private final CheckBox byGroup = new CheckBox();
    private final FlowPane legend = new FlowPane(14, 4);
    private final Label about = new Label();

    CloudPane(MapViewModel model, Workbench bench, Runnable showPath) {
        this.model = model;
        this.bench = bench;
        this.texts = bench.texts();
        this.scatter = new ScatterView("map-scatter", bench.palette());
        this.near = new NearPane(model, texts, this::search, showPath);
        getStyleClass().add("spacing-16");
        byGroup.setId("map-by-group");
        byGroup.setText(texts.get("map.byGroup"));
        byGroup.setSelected(true);
        byGroup.setMinWidth(Region.USE_PREF_SIZE);
        byGroup.selectedProperty().subscribe(now -> {
            scatter.colour(now);
            legend();
        });
        about.setId("map-about");
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        scatter.listen(this::clicked, this::describe);
        var picture = new StackPane(scatter);
        VBox.setVgrow(picture, Priority.ALWAYS);
        var left = new VBox(picture, new HBox(12, byGroup, legend), about);
        HBox.setHgrow(legend, Priority.ALWAYS);
        left.getStyleClass().add("spacing-8");
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().addAll(left, near);
        bench.palette().subscribe(palette -> legend());
        model.mapProperty().subscribe(this::show);
        model.nearProperty().subscribe(this::point);
    }

    private void show(MapViewModel.@Nullable Shown shown) {
        if (shown == null) {
            scatter.show(null, "");
            return;
        }
        MapReply reply = shown.reply();
        about.setText(words(shown));
        scatter.show(shown.cloud(), about.getText());
        byGroup.setVisible(shown.cloud().hasGroups());
        byGroup.setManaged(shown.cloud().hasGroups());
        legend();
        near.clear(reply.names().size());
    }

    /// How many points there are, what the axes hold, and where the files are.
    private String words(MapViewModel.Shown shown) {
        MapReply reply = shown.reply();
        int all = reply.names().size();
        int drawn = shown.cloud().size();
        String count = drawn < all
                ? texts.get(
                        "map.about.some",
                        texts.format().whole(drawn),
                        texts.format().whole(all))
                : texts.get("map.about.all", texts.format().whole(all));
        double explained =
                reply.explained().stream().mapToDouble(Double::doubleValue).sum();
        String axes = reply.explained().isEmpty()
                ? texts.get("map.about.tsne")
                : texts.get("map.about.pca", texts.format().percent(explained));
        return count + " " + axes + " " + texts.get("map.about.kept", place(reply.folder()));
    }

    /// As seen from the folder of runs.
    private String place(String folder) {
        Path run = model.runProperty().get();
        Path kept = Path.of(folder);
        return run == null || !kept.startsWith(run)
                ? folder
                : Path.of(String.valueOf(run.getFileName()))
                        .resolve(run.relativize(kept))
                        .toString();
    }

    private void legend() {
        legend.getChildren().clear();
        var shown = model.mapProperty().get();
        if (shown == null) return;
        if (!byGroup.isSelected() || !shown.cloud().hasGroups()) {
            legend.getChildren().add(muted(texts.get("map.legend." + MapCloud.countKey(shown.kind()))));
            return;
        }
        List<String> groups = shown.cloud().groups();
        for (int i = 0; i < Math.min(LEGEND, groups.size()); i++) {
            var dot = new Circle(5, bench.palette().getValue().seriesColour(i));
            var entry = new Label(groupName(groups.get(i), shown), dot);
            entry.setMaxWidth(200);
            legend.getChildren().add(entry);
        }
        if (groups.size() > LEGEND) {
            legend.getChildren().add(muted(texts.get("map.legend.more", groups.size() - LEGEND)));
        }
    }

    private String groupName(String group, MapViewModel.Shown shown) {
        return shown.kind() == glassformer.represent.VectorKind.TOKENS ? texts.get("map.form." + group) : group;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }

    private void clicked(int index) {
        var shown = model.mapProperty().get();
        if (shown != null) model.nearest(shown.reply().names().get(index));
    }

    private String describe(int index) {
        var shown = model.mapProperty().get();
        if (shown == null) return "";
        MapReply reply = shown.reply();
        int group = reply.group().get(index);
        String name = reply.names().get(index);
        String count = texts.get(
                "map.count." + MapCloud.countKey(shown.kind()),
                texts.format().whole(reply.counts().get(index)));
        return (name.isBlank() ? "\"" + name + "\"" : name)
                + (group < 0 ? "" : "\n" + groupName(reply.groups().get(group), shown))
                + "\n" + count;
    }

    /// Letters are typed: what holds them stands out.
    private void search(String letters) {
        var shown = model.mapProperty().get();
        if (shown == null) return;
        boolean[] found = shown.cloud().matching(letters);
        scatter.highlight(found);
        if (found == null) {
            near.count("");
            return;
        }
        int count = 0;
        for (boolean one : found) count += one ? 1 : 0;
        near.count(texts.get("map.search.found", texts.format().whole(count)));
    }

    private void point(@Nullable NearReply reply) {
        var shown = model.mapProperty().get();
        if (reply == null || shown == null) {
            scatter.select(-1, List.of());
            return;
        }
        List<Integer> indices = reply.near().stream().map(Near::index).toList();
        scatter.highlight(null);
        scatter.select(shown.reply().names().indexOf(reply.name()), indices);
    }
}
