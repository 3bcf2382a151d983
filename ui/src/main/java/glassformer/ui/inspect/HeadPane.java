package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadNumbers;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.heatmap.CellValue;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.LinkView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The chosen head, or what its layer does as a whole, with its tokens: as a heatmap or as links.
final class HeadPane extends VBox {
    private enum View {
        HEATMAP,
        LINKS
    }

    private static final double MOST_THRESHOLD = 0.5;
    private static final int MOST_LINKED = 512;

    private final InspectViewModel model;
    private final Texts texts;
    private final HeatmapView view;
    private final LinkView links;
    private final Label readout = new Label();
    private final TextField token = new TextField();
    private final Slider threshold = new Slider(0, MOST_THRESHOLD, 0);
    private final ViewSwitch<View> views;
    private final ObjectProperty<@Nullable ValueRange> scale = new SimpleObjectProperty<>(this, "scale", null);
    private final BooleanProperty manyTokens = new SimpleBooleanProperty(this, "manyTokens", false);
    private final ObjectProperty<@Nullable CellValue> read = new SimpleObjectProperty<>(this, "read", null);

    HeadPane(InspectViewModel model, Workbench bench) {
        this.model = model;
        this.texts = bench.texts();
        getStyleClass().add("card");
        view = new HeatmapView(texts, bench.palette());
        view.setId("inspect-head");
        view.emptyTextProperty().set(texts.get("inspect.head.none"));
        view.rangeProperty().bind(scale);
        views = new ViewSwitch<>(View.class, View.HEATMAP, "inspect-head-view", "inspect.head.view", texts);
        links = new LinkView(texts, bench.palette());
        links.setId("inspect-links");
        model.groupProperty().subscribe(group -> {
            if (group != null) {
                view.setLabels(group.rows(), group.columns());
                links.setLabels(group.rows(), group.columns());
            }
            read.set(null);
            describe();
        });
        model.patternProperty().subscribe(this::showPattern);
        threshold
                .valueProperty()
                .subscribe(
                        (before, after) -> showPattern(model.patternProperty().get()));
        token.textProperty()
                .subscribe(
                        (before, after) -> showPattern(model.patternProperty().get()));
        token.setId("inspect-token-filter");
        token.setPromptText(texts.get("inspect.filter.token"));
        token.setAccessibleText(texts.get("inspect.filter.token.tip"));
        token.setTooltip(new Tooltip(texts.get("inspect.filter.token.tip")));
        token.setPrefWidth(110);
        token.setMinWidth(70);
        readout.setId("inspect-readout");
        readout.getStyleClass().addAll("text-small", "text-muted");
        readout.setWrapText(true);
        readout.setMinHeight(Region.USE_PREF_SIZE);
        readout.setPrefWidth(200);
        readout.setMaxWidth(Double.MAX_VALUE);
        view.readoutProperty().subscribe(cell -> read.set(cell));
        // The chosen row is the one that is shown step by step.
        view.selectionProperty().subscribe((before, cell) -> {
            if (cell != null) model.scores().queryProperty().set(cell.row());
        });
        links.readoutProperty().subscribe(cell -> read.set(cell));
        read.subscribe(cell -> {
            if (cell != null && model.choiceProperty().get() == HeadChoice.HEAD) model.wantNumbers();
            describe();
        });
        model.numbersProperty().subscribe(numbers -> describe());
        views.chosenProperty().subscribe(chosen -> describe());
        var tools = tools(bench);
        getChildren().addAll(header(), tools, content(), readout);
    }

    private void showPattern(@Nullable Cells pattern) {
        GroupPicture group = model.groupProperty().get();
        Cells filtered = pattern;
        if (pattern instanceof Matrix held && group != null && group.rows().size() == held.rows()) {
            filtered =
                    new WeightFilter(threshold.getValue(), token.getText()).apply(held, group.rows(), group.columns());
        }
        view.matrixProperty().set(filtered);
        // More lines than that cannot be told apart, nor drawn.
        boolean fewTokens = filtered != null && Math.max(filtered.rows(), filtered.columns()) <= MOST_LINKED;
        links.matrixProperty().set(fewTokens && filtered instanceof Matrix held ? held : null);
        manyTokens.set(filtered != null && !fewTokens);
        view.emptyTextProperty()
                .set(texts.get(model.headProperty().get() == null ? "inspect.head.none" : "inspect.large.rollout"));
    }

    /// The values of the first and last colour; null takes each picture's own.
    ObjectProperty<@Nullable ValueRange> scaleProperty() {
        return scale;
    }

    private StackPane content() {
        var scroll = new ScrollPane(links);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        var tooMany = new Label(texts.get("inspect.large.links", texts.format().whole(MOST_LINKED)));
        tooMany.setId("inspect-links-none");
        tooMany.getStyleClass().add("empty-state");
        tooMany.setWrapText(true);
        tooMany.setMaxWidth(420);
        tooMany.visibleProperty().bind(manyTokens);
        scroll.visibleProperty().bind(manyTokens.not());
        var content = new StackPane();
        VBox.setVgrow(content, Priority.ALWAYS);
        views.chosenProperty().subscribe(chosen -> content.getChildren()
                .setAll(chosen == View.HEATMAP ? List.of(view) : List.of(scroll, tooMany)));
        return content;
    }

    private HBox header() {
        var title = new Label();
        title.setId("inspect-head-title");
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        Runnable name = () -> title.setText(title());
        model.headProperty().subscribe(name);
        model.choiceProperty().subscribe(name);
        model.groupProperty().subscribe(name);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(title, gap, views);
        header.getStyleClass().add("panel-header");
        return header;
    }

    private String title() {
        var head = model.headProperty().get();
        if (head == null) return texts.get("inspect.head.none");
        GroupPicture group = model.groupProperty().get();
        boolean cross = group != null && group.kind() == Kind.CROSS;
        return switch (model.choiceProperty().get()) {
            case HEAD -> texts.get("inspect.head", head.layer() + 1, head.index() + 1);
            case MEAN -> texts.get("inspect.head.mean", head.layer() + 1);
            case ROLLOUT -> texts.get(cross ? "inspect.head.mean" : "inspect.head.rollout", head.layer() + 1);
        };
    }

    private HBox tools(Workbench bench) {
        var choice = new ViewSwitch<>(
                HeadChoice.class, model.choiceProperty().get(), "inspect-choice", "inspect.choice", texts);
        choice.chosenProperty().bindBidirectional(model.choiceProperty());
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
        threshold.setId("inspect-threshold");
        threshold.setPrefWidth(90);
        threshold.setMinWidth(50);
        threshold.setTooltip(new Tooltip(texts.get("inspect.threshold.tip")));
        threshold.setAccessibleText(texts.get("inspect.threshold.tip"));
        links.thresholdProperty().bind(threshold.valueProperty());
        var least = new Label();
        least.getStyleClass().addAll("text-small", "text-muted");
        least.setMinWidth(Region.USE_PREF_SIZE);
        threshold
                .valueProperty()
                .subscribe(value -> least.setText(
                        texts.get("inspect.threshold", texts.format().cell(value.doubleValue()))));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var export = new AttentionExportButton(model, () -> picture(), threshold.valueProperty(), bench);
        var tools = new HBox(choice, gap, token, least, threshold, fixed, all, export);
        tools.getStyleClass().add("inspect-bar");
        only(View.HEATMAP, fixed, all);
        // What is stored is not filtered.
        var held = model.groupProperty()
                .map(group -> group == null || !group.isStored())
                .orElse(true);
        for (Node node : List.of(token, least, threshold)) {
            node.visibleProperty().bind(held);
            node.managedProperty().bind(held);
        }
        return tools;
    }

    /// What is on show, to be saved as a picture.
    private Region picture() {
        return views.chosenProperty().get() == View.HEATMAP ? view : links;
    }

    private void only(View when, Node... nodes) {
        for (Node node : List.of(nodes)) {
            node.visibleProperty().bind(views.chosenProperty().map(now -> now == when));
            node.managedProperty().bind(node.visibleProperty());
        }
    }

    private void describe() {
        GroupPicture group = model.groupProperty().get();
        CellValue cell = read.get();
        boolean gone = group != null
                && cell != null
                && (cell.row() >= group.rows().size()
                        || cell.column() >= group.columns().size());
        if (cell == null || group == null || gone) {
            boolean heatmap = views.chosenProperty().get() == View.HEATMAP;
            String hint = heatmap ? ".hint" : ".links";
            String what = group == null ? "" : texts.get("inspect.kind." + name(group.kind()) + hint) + " ";
            readout.setText(what + texts.get(heatmap ? "inspect.hint" : "inspect.links.hint"));
            return;
        }
        String sentence = texts.get(
                group.kind() == Kind.CROSS ? "inspect.readout.cross" : "inspect.readout",
                LinkView.visible(group.rows().get(cell.row())),
                cell.row() + 1,
                LinkView.visible(group.columns().get(cell.column())),
                cell.column() + 1,
                texts.format().number(weight(cell)));
        HeadNumbers numbers = model.numbersProperty().get();
        boolean theirs = numbers != null
                && model.choiceProperty().get() == HeadChoice.HEAD
                && numbers.scores().length
                        == group.rows().size() * group.columns().size();
        readout.setText(theirs ? sentence + " " + numbers(numbers, cell) : sentence);
    }

    /// Of a cell that may be filtered out.
    private double weight(CellValue cell) {
        Cells all = model.patternProperty().get();
        return all == null || cell.row() >= all.rows() || cell.column() >= all.columns()
                ? cell.value()
                : all.at(cell.row(), cell.column());
    }

    private String numbers(HeadNumbers numbers, CellValue cell) {
        String product = texts.format().number(numbers.product(cell.row(), cell.column()));
        String query = texts.format().number(numbers.queryLength(cell.row()));
        String key = texts.format().number(numbers.keyLength(cell.column()));
        float score = numbers.score(cell.row(), cell.column());
        return Float.isFinite(score)
                ? texts.get("inspect.numbers", product, texts.format().number(score), query, key)
                : texts.get("inspect.numbers.masked", product, query, key);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
