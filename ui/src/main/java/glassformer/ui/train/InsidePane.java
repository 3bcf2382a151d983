package glassformer.ui.train;

import glassformer.engine.Histogram;
import glassformer.engine.TensorStatistics.Kind;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.chart.ExportButton;
import glassformer.ui.chart.SmallCurve;
import glassformer.ui.chart.SpreadChart;
import glassformer.ui.chart.SpreadColumn;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How one tensor's weights or gradients, or what flows at one place of the model, are spread over the run; how far its
/// steps move it, how long it is, and which share of a layer's units is dead.
final class InsidePane extends VBox {
    private final InsideViewModel model;
    private final Workbench bench;
    private final Texts texts;
    private final CurveExport export;

    InsidePane(InsideViewModel model, Workbench bench, CurveExport export) {
        this.model = model;
        this.bench = bench;
        this.texts = bench.texts();
        this.export = export;
        getStyleClass().add("spacing-16");
        var ratio = curve("ratio");
        ratio.logarithmicProperty().set(true);
        var norm = curve("norm");
        bench.palette().subscribe(colours -> {
            ratio.series()
                    .setAll(
                            CurveSeries.of(texts.get("train.inside.ratio"), model.ratio())
                                    .withColour(colours.seriesColour(0))
                                    .withPoints(),
                            CurveSeries.of(texts.get("train.inside.guide"), model.guide())
                                    .withColour(colours.seriesColour(2))
                                    .asDashed());
            norm.series()
                    .setAll(CurveSeries.of(texts.get("train.inside.norm"), model.norm())
                            .withColour(colours.seriesColour(3))
                            .withPoints());
        });
        var dead = curve("dead");
        model.dead().addListener((ListChangeListener<InsideViewModel.LayerCurve>) change -> dead.series()
                .setAll(model.dead().stream()
                        .map(layer -> CurveSeries.of(texts.get("train.inside.dead", block(layer)), layer.curve())
                                .withPoints())
                        .toList()));
        var ratioCard = card(ratio, "ratio");
        var deadCard = card(dead, "dead");
        model.kindProperty().subscribe(kind -> {
            boolean flows = kind == Kind.ACTIVATION;
            show(ratioCard, !flows);
            show(deadCard, flows);
        });
        var small = new HBox(ratioCard, deadCard, card(norm, "norm"));
        small.getStyleClass().add("spacing-16");
        getChildren().addAll(spread(), small);
        setMinWidth(0);
    }

    /// Short, since a legend may have many.
    private static String block(InsideViewModel.LayerCurve layer) {
        String name = layer.name();
        int last = name.lastIndexOf('.');
        return last < 0 ? name : name.substring(0, last);
    }

    private static void show(Node card, boolean shown) {
        card.setVisible(shown);
        card.setManaged(shown);
    }

    private VBox spread() {
        var chart = new SpreadChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId("train-inside-spread");
        chart.emptyTextProperty().set(texts.get("train.inside.empty"));
        Tooltip.install(chart, tip("spread"));
        model.spreadProperty().subscribe(lines -> chart.columnsProperty()
                .set(lines.stream()
                        .map(line -> {
                            Histogram of = line.statistics().histogram();
                            return new SpreadColumn(line.step(), of.min(), of.max(), of.counts());
                        })
                        .toList()));
        var heading = new Label(texts.get("train.inside.title"));
        heading.getStyleClass().add("section-title");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        var header = new HBox(heading, tensors(), kinds(), new ExportButton(chart, export.named("spread")));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("panel-header");
        var caption = new Label(texts.get("train.inside.spread.caption"));
        caption.getStyleClass().addAll("text-muted", "text-small");
        caption.setMinHeight(Region.USE_PREF_SIZE);
        var card = new VBox(header, chart, caption);
        card.getStyleClass().addAll("card", "curve-panel");
        VBox.setVgrow(chart, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private ComboBox<String> tensors() {
        var box = new ComboBox<>(model.tensors());
        box.setId("train-inside-tensor");
        box.setAccessibleText(texts.get("train.inside.tensor"));
        box.setPromptText(texts.get("train.inside.tensor"));
        box.setMinWidth(0);
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.valueProperty().bindBidirectional(model.tensorProperty());
        return box;
    }

    private HBox kinds() {
        var group = new ToggleGroup();
        var row = new HBox();
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinWidth(Region.USE_PREF_SIZE);
        for (Kind kind : Kind.values()) {
            var toggle = new ToggleButton(texts.get("train.inside." + kind.id()));
            toggle.setId("train-inside-" + kind.id());
            toggle.setToggleGroup(group);
            toggle.setTooltip(tip(kind.id()));
            toggle.setMinWidth(Region.USE_PREF_SIZE);
            toggle.getStyleClass()
                    .addAll(
                            "small-toggle",
                            switch (kind) {
                                case WEIGHT -> "left-pill";
                                case GRADIENT -> "center-pill";
                                case ACTIVATION -> "right-pill";
                            });
            toggle.setSelected(kind == model.kindProperty().get());
            toggle.setOnAction(event -> {
                toggle.setSelected(true);
                model.kindProperty().set(kind);
            });
            row.getChildren().add(toggle);
        }
        return row;
    }

    private CurveChart curve(String name) {
        var chart = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId("train-inside-" + name + "-chart");
        chart.emptyTextProperty().set(texts.get("train.inside." + name + ".empty"));
        Tooltip.install(chart, tip(name));
        return chart;
    }

    private Node card(CurveChart chart, String name) {
        var shown = new SmallCurve(chart, export.named(name));
        var card = new VBox(shown);
        card.getStyleClass().addAll("card", "small-curve");
        VBox.setVgrow(shown, Priority.ALWAYS);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private Tooltip tip(String name) {
        var tip = new Tooltip(texts.get("train.inside." + name + ".tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        return tip;
    }
}
