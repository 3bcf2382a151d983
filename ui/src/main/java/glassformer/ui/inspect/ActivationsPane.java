package glassformer.ui.inspect;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import glassformer.worker.WorkerService.ActivationsReply;
import glassformer.worker.WorkerService.Site;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How what flows through each block is spread over the text's tokens: a row a block, a column for what attention adds,
/// for feed-forward's hidden units with the dead ones counted, and for the residual stream.
final class ActivationsPane extends VBox {
    private final Workbench bench;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final Label empty = new Label();
    private final ScrollPane scroll = new ScrollPane(grid);

    ActivationsPane(InsideModel model, Workbench bench) {
        this.bench = bench;
        this.texts = bench.texts();
        setId("inspect-activations");
        getStyleClass().add("card");
        var title = new Label(texts.get("inspect.activations"));
        title.getStyleClass().add("section-title");
        var hint = new Label(texts.get("inspect.activations.hint"));
        hint.getStyleClass().addAll("text-small", "text-muted");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        grid.setId("inspect-activations-grid");
        grid.setHgap(20);
        grid.setVgap(12);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        empty.getStyleClass().add("empty-state");
        empty.setWrapText(true);
        empty.textProperty()
                .bind(model.busyProperty().map(busy -> texts.get(busy ? "inspect.lens.busy" : "inspect.lens.empty")));
        model.activationsProperty().subscribe(this::show);
        getChildren()
                .addAll(
                        title,
                        hint,
                        new ProblemLabel("inspect-activations-problem", model.problemProperty()),
                        empty,
                        scroll);
    }

    private void show(@Nullable ActivationsReply reply) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        boolean there = reply != null;
        empty.setVisible(!there);
        empty.setManaged(!there);
        scroll.setVisible(there);
        scroll.setManaged(there);
        if (reply == null) return;
        List<String> blocks = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (Site site : reply.sites()) {
            if (!blocks.contains(block(site))) blocks.add(block(site));
            if (!places.contains(place(site))) places.add(place(site));
        }
        grid.getColumnConstraints().add(new ColumnConstraints());
        for (int i = 0; i < places.size(); i++) {
            var column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setPercentWidth(90.0 / places.size());
            grid.getColumnConstraints().add(column);
            var heading = new Label(texts.get("inspect.activations." + places.get(i)));
            heading.setTooltip(new Tooltip(texts.get("inspect.activations." + places.get(i) + ".tip")));
            heading.getStyleClass().add("text-bold");
            grid.add(heading, i + 1, 0);
        }
        for (int i = 0; i < blocks.size(); i++) {
            var name = new Label(name(blocks.get(i)));
            name.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(name, 0, i + 1);
        }
        for (Site site : reply.sites()) {
            grid.add(cell(site), 1 + places.indexOf(place(site)), 1 + blocks.indexOf(block(site)));
        }
    }

    private VBox cell(Site site) {
        var histogram = new HistogramView(site.min(), site.max(), site.counts(), texts, bench.palette());
        histogram.setId("inspect-activations-" + site.name().replace('.', '-'));
        Integer dead = site.dead();
        var figures = new Label(
                dead == null
                        ? texts.get(
                                "inspect.activations.figures",
                                texts.format().cell(site.norm()),
                                texts.format().whole(site.width()))
                        : texts.get(
                                "inspect.activations.figures.units",
                                texts.format().cell(site.norm()),
                                texts.format().whole(site.width()),
                                texts.format().whole(dead)));
        figures.setId("inspect-activations-figures-" + site.name().replace('.', '-'));
        figures.getStyleClass().addAll("text-small", "text-muted");
        figures.setWrapText(true);
        return new VBox(histogram, figures);
    }

    /// `encoder.blocks.0` or `blocks.0`.
    private static String block(Site site) {
        return site.name().substring(0, site.name().lastIndexOf('.'));
    }

    private static String place(Site site) {
        return site.name().substring(site.name().lastIndexOf('.') + 1);
    }

    private String name(String block) {
        int number = Integer.parseInt(block.substring(block.lastIndexOf('.') + 1)) + 1;
        int dot = block.indexOf('.');
        String first = block.substring(0, dot);
        return first.equals("blocks")
                ? texts.get("inspect.lens.block", number)
                : texts.get("inspect.activations.block." + first, number);
    }
}
