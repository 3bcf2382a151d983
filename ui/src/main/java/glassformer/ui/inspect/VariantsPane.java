package glassformer.ui.inspect;

import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Cell;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import glassformer.worker.WorkerService.Variant;
import glassformer.worker.WorkerService.VariantsReply;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The patterns of the same queries and keys raw, scaled, as one head and as several, in the same colours, each with
/// its figures. A click on a row chooses the token that is shown step by step.
final class VariantsPane extends GridPane {
    private static final int ACROSS = 2;
    private static final int COUNT = 4;

    private final Texts texts;
    private final List<Panel> panels = new ArrayList<>();

    VariantsPane(Workbench bench, ObjectProperty<@Nullable Integer> query) {
        texts = bench.texts();
        setId("inspect-variants");
        setHgap(16);
        setVgap(16);
        for (int i = 0; i < COUNT; i++) {
            var panel = new Panel(bench);
            panel.view.setId("inspect-variant-" + i);
            panel.view.selectionProperty().subscribe((before, cell) -> {
                if (cell != null) query.set(cell.row());
            });
            panels.add(panel);
            GridPane.setHgrow(panel, Priority.ALWAYS);
            GridPane.setVgrow(panel, Priority.ALWAYS);
            add(panel, i % ACROSS, i / ACROSS);
        }
        query.subscribe((before, chosen) -> {
            for (Panel panel : panels) panel.choose(chosen);
        });
    }

    /// Of a long text there are fewer variants.
    void show(VariantsReply reply) {
        for (int i = 0; i < COUNT; i++) {
            var panel = panels.get(i);
            boolean there = i < reply.variants().size();
            panel.setVisible(there);
            panel.setManaged(there);
            if (there) panel.show(reply, reply.variants().get(i));
            else panel.view.matrixProperty().set(null);
        }
    }

    private final class Panel extends VBox {
        private final HeatmapView view;
        private final Label title = new Label();
        private final Label figures = new Label();

        Panel(Workbench bench) {
            view = new HeatmapView(texts, bench.palette());
            view.rangeProperty().set(ValueRange.PROBABILITY);
            view.setMinSize(120, 120);
            view.setPrefSize(200, 200);
            VBox.setVgrow(view, Priority.ALWAYS);
            title.getStyleClass().add("section-title");
            title.setMinWidth(0);
            figures.getStyleClass().addAll("text-small", "text-muted");
            figures.setWrapText(true);
            figures.setMinHeight(Region.USE_PREF_SIZE);
            figures.setTooltip(new Tooltip(texts.get("inspect.variant.figures.tip")));
            getStyleClass().add("card");
            getChildren().addAll(title, view, figures);
        }

        void show(VariantsReply reply, Variant variant) {
            int rows = reply.rows().size();
            view.setLabels(reply.rows(), reply.columns());
            view.matrixProperty()
                    .set(new Matrix(rows, reply.columns().size(), AttentionPicture.floats(variant.pattern())));
            boolean own = variant.id().equals(reply.own());
            title.setText(
                    texts.get("inspect.variant." + variant.id()) + (own ? " " + texts.get("inspect.variant.own") : ""));
            title.setTooltip(new Tooltip(texts.get("inspect.variant." + variant.id() + ".tip")));
            figures.setText(texts.get(
                    "inspect.variant.figures",
                    number(variant.variance()),
                    number(variant.largest()),
                    number(variant.entropy()),
                    share(variant.tiny()),
                    number(variant.gradient())));
        }

        void choose(@Nullable Integer query) {
            Cells shown = view.matrixProperty().get();
            if (query == null || shown == null || query >= shown.rows()) return;
            Cell now = view.selectionProperty().get();
            if (now == null || now.row() != query) {
                view.selectionProperty().set(new Cell(query, now == null ? 0 : now.column()));
            }
        }

        private String number(@Nullable Double value) {
            return value == null ? "–" : texts.format().cell(value);
        }

        private String share(@Nullable Double value) {
            return value == null ? "–" : texts.format().percent(value).replace(' ', '\u00a0');
        }
    }
}
