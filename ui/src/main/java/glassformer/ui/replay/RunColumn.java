package glassformer.ui.replay;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.run.Sample;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.HeatmapGrid;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One run of a replay at the step on show: its heads, what it says of the probe sentence, what it writes.
final class RunColumn extends VBox {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_NAME_OF_TWO = 28;

    private final ReplayViewModel model;
    private final Texts texts;
    private final ObservableValue<Kind> kind;
    private final int number;
    private final Label name = new Label();
    private final Label at = new Label();
    private final HeatmapGrid grid;
    private final HeatmapView one;
    private final ScrollPane all;
    private final StackPane heads = new StackPane();
    private final Label headName = new Label();
    private final SaysCard says;
    private final Label text = new Label();
    private final VBox right;
    private @Nullable RunFrame shown;

    /// @param number of the run, from 1
    RunColumn(ReplayViewModel model, Workbench bench, ObservableValue<Kind> kind, int number) {
        this.model = model;
        this.texts = bench.texts();
        this.kind = kind;
        this.number = number;
        getStyleClass().add("card");
        name.getStyleClass().add("section-title");
        name.setId("replay-name-" + number);
        name.setMinWidth(Region.USE_PREF_SIZE);
        at.setId("replay-at-" + number);
        at.getStyleClass().add("text-muted");
        at.setMinWidth(0);
        grid = new HeatmapGrid(texts, bench.palette());
        grid.setId("replay-heads-" + number);
        grid.rangeProperty().set(ValueRange.PROBABILITY);
        grid.emptyTextProperty().set(texts.get("replay.noAttention"));
        grid.selectionProperty().bindBidirectional(model.headProperty());
        all = new ScrollPane(grid);
        all.setFitToWidth(true);
        all.getStyleClass().add("edge-to-edge");
        one = new HeatmapView(texts, bench.palette());
        one.setId("replay-head-" + number);
        one.rangeProperty().set(ValueRange.PROBABILITY);
        one.emptyTextProperty().set(texts.get("replay.noAttention"));
        headName.getStyleClass().addAll("text-small", "text-muted");
        headName.setId("replay-role-" + number);
        headName.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(heads, Priority.ALWAYS);
        heads.setMinHeight(70);
        says = new SaysCard(bench, number);
        text.setId("replay-text-" + number);
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        var writes = new Label(texts.get("replay.writes"));
        writes.getStyleClass().add("section-title");
        writes.setId("replay-writes-" + number);
        writes.managedProperty().bind(writes.visibleProperty());
        // Side by side there is no room for a title over a text that explains itself.
        writes.visibleProperty().bind(model.againstProperty().isNull());
        var written = new ScrollPane(text);
        written.setFitToWidth(true);
        written.getStyleClass().add("edge-to-edge");
        written.setMinHeight(26);
        written.setPrefHeight(60);
        VBox.setVgrow(says, Priority.ALWAYS);
        right = new VBox(says, writes, written);
        right.getStyleClass().add("spacing-8");
        right.setMinWidth(0);
        model.largeProperty().subscribe(large -> heads.getChildren().setAll(large ? one : all));
        model.headProperty().subscribe(head -> showHead());
        kind.subscribe(chosen -> showHeads());
    }

    /// Beside each other where the run is alone, else under each other.
    void arrange(boolean alone) {
        var top = new HBox(name, at);
        top.getStyleClass().add("inspect-bar");
        var left = new VBox(heads, headName);
        left.getStyleClass().add("spacing-8");
        left.setMinWidth(0);
        Pane content;
        if (alone) {
            content = new HBox(left, right);
            content.getStyleClass().add("spacing-16");
            HBox.setHgrow(left, Priority.ALWAYS);
            HBox.setHgrow(right, Priority.ALWAYS);
            left.setPrefWidth(440);
            right.setPrefWidth(440);
        } else {
            content = new VBox(left, right);
            content.getStyleClass().add("spacing-8");
            VBox.setVgrow(left, Priority.ALWAYS);
            VBox.setVgrow(right, Priority.SOMETIMES);
        }
        content.setMinHeight(0);
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().setAll(top, content);
    }

    /// @param frame null before the run's first evaluation
    void show(RunFacts run, @Nullable RunFrame frame) {
        shown = frame;
        int longest = model.againstProperty().get() == null ? LONGEST_NAME : LONGEST_NAME_OF_TWO;
        name.setText(run.name().length() > longest ? run.name().substring(0, longest) + "…" : run.name());
        if (frame == null) {
            at.setText(texts.get("replay.notYet"));
            text.setText("");
            says.show(List.of());
            showHeads();
            return;
        }
        var format = texts.format();
        double loss = frame.frame().validationLoss();
        String step = frame.isHeld()
                ? texts.get(
                        "replay.at.held",
                        format.whole(frame.asked()),
                        format.whole(frame.frame().step()))
                : texts.get("replay.at", format.whole(frame.asked()));
        at.setText(Double.isNaN(loss) ? step : step + "  ·  " + texts.get("replay.loss", format.number(loss)));
        Sample sample = frame.frame().sample();
        text.setText(
                sample == null ? texts.get("replay.noText") : texts.get("replay.text", sample.prompt(), sample.text()));
        says.show(frame.frame().readings());
        showHeads();
    }

    private void showHeads() {
        RunFrame frame = shown;
        List<List<Matrix>> patterns = frame == null ? List.of() : frame.heads(kind.getValue());
        Head chosen = model.headProperty().get();
        grid.setPatterns(patterns);
        // A grid without heads, or with fewer, loses the choice of one that comes again.
        boolean gone = number == 1
                && frame != null
                && !patterns.isEmpty()
                && frame.pattern(kind.getValue(), nonNull(chosen)) == null;
        model.headProperty().set(gone ? new Head(0, 0) : chosen);
        AttentionGroup group = frame == null ? null : frame.group(kind.getValue());
        if (group != null) one.setLabels(group.rows(), group.columns());
        showHead();
    }

    private static Head nonNull(@Nullable Head head) {
        return head == null ? new Head(Integer.MAX_VALUE, 0) : head;
    }

    private void showHead() {
        RunFrame frame = shown;
        Head head = model.headProperty().get();
        if (frame == null || head == null) {
            one.matrixProperty().set(null);
            headName.setText("");
            return;
        }
        one.matrixProperty().set(frame.pattern(kind.getValue(), head));
        String role = frame.role(kind.getValue(), head);
        headName.setText(
                frame.pattern(kind.getValue(), head) == null
                        ? ""
                        : role.isEmpty()
                                ? texts.get("replay.role.none", head.label())
                                : texts.get("replay.role", head.label(), texts.get("inspect.role." + role)));
    }
}
