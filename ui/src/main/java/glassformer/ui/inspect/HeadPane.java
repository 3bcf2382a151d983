package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.CellValue;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The chosen head with the tokens along both sides.
final class HeadPane extends VBox {
    private final InspectViewModel model;
    private final Texts texts;
    private final HeatmapView view;
    private final Label readout = new Label();
    private final ObjectProperty<@Nullable ValueRange> scale = new SimpleObjectProperty<>(this, "scale", null);

    HeadPane(InspectViewModel model, Workbench bench) {
        this.model = model;
        this.texts = bench.texts();
        getStyleClass().add("card");
        view = new HeatmapView(texts, bench.palette());
        view.setId("inspect-head");
        view.emptyTextProperty().set(texts.get("inspect.head.none"));
        view.rangeProperty().bind(scale);
        model.groupProperty().subscribe(group -> {
            if (group != null) view.setLabels(group.rows(), group.columns());
            read(null);
        });
        model.patternProperty().subscribe(pattern -> view.matrixProperty().set(pattern));
        readout.setId("inspect-readout");
        readout.getStyleClass().addAll("text-small", "text-muted");
        readout.setWrapText(true);
        readout.setMinHeight(Region.USE_PREF_SIZE);
        readout.setPrefWidth(200);
        readout.setMaxWidth(Double.MAX_VALUE);
        view.readoutProperty().subscribe(this::read);
        VBox.setVgrow(view, Priority.ALWAYS);
        getChildren().addAll(header(), view, readout);
    }

    /// The values of the first and last colour; null takes each picture's own.
    ObjectProperty<@Nullable ValueRange> scaleProperty() {
        return scale;
    }

    private HBox header() {
        var title = new Label();
        title.setId("inspect-head-title");
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        model.headProperty()
                .subscribe(head -> title.setText(
                        head == null
                                ? texts.get("inspect.head.none")
                                : texts.get("inspect.head", head.layer() + 1, head.index() + 1)));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var fixed = new ToggleButton(texts.get("inspect.scale"));
        fixed.getStyleClass().add("small-toggle");
        fixed.setTooltip(new Tooltip(texts.get("inspect.scale.tip")));
        fixed.setMinWidth(Region.USE_PREF_SIZE);
        fixed.selectedProperty().subscribe(on -> scale.set(on ? ValueRange.PROBABILITY : null));
        var all = new Button(null, new FontIcon(Feather.MAXIMIZE_2));
        all.getStyleClass().addAll("button-icon", "flat", "small-icon");
        all.setTooltip(new Tooltip(texts.get("inspect.showAll")));
        all.setAccessibleText(texts.get("inspect.showAll"));
        all.setOnAction(event -> view.showAll());
        var header = new HBox(title, gap, fixed, all);
        header.getStyleClass().add("panel-header");
        return header;
    }

    private void read(@Nullable CellValue cell) {
        GroupPicture group = model.groupProperty().get();
        if (cell == null || group == null) {
            String what = group == null ? "" : texts.get("inspect.kind." + name(group.kind()) + ".hint") + " ";
            readout.setText(what + texts.get("inspect.hint"));
            return;
        }
        readout.setText(texts.get(
                group.kind() == Kind.CROSS ? "inspect.readout.cross" : "inspect.readout",
                visible(group.rows().get(cell.row())),
                cell.row() + 1,
                visible(group.columns().get(cell.column())),
                cell.column() + 1,
                texts.format().number(cell.value())));
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String visible(String token) {
        return token.isBlank() ? "␣".repeat(token.length()) : token.strip();
    }
}
