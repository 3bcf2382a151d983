package glassformer.ui;

import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurvePanel;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Cell;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.HeatmapGrid;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.text.StreamingText;
import glassformer.ui.text.Token;
import glassformer.ui.theme.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Pages with made-up contents for the screenshots.
final class DemoPages {
    private static final List<String> WORDS = List.of(
            "First",
            " Citizen",
            ":",
            "\n",
            "Before",
            " we",
            " proceed",
            " any",
            " further",
            ",",
            " hear",
            " me",
            " speak",
            ".");

    private DemoPages() {}

    static VBox title(String text) {
        var label = new Label(text);
        label.getStyleClass().add("page-title");
        var page = new VBox(label);
        page.getStyleClass().add("page");
        return page;
    }

    static Node train(Texts texts, ObservableValue<Palette> palette) {
        var page = title("Train");
        var loss = new CurveChart(texts, palette, "step");
        loss.series()
                .setAll(
                        CurveSeries.of("train", curve(1, 2000, 1, 0.12)),
                        CurveSeries.of("validation", curve(2, 2000, 100, 0.03))
                                .asDashed()
                                .withPoints());
        loss.smoothingProperty().set(0.9);
        var rate = new CurveChart(texts, palette, "step");
        var rates = new Curve();
        for (int i = 0; i < 2000; i++) {
            rates.append(i, 3e-4 * Math.min(1, i / 200.0) * 0.5 * (1 + Math.cos(Math.PI * i / 2000)));
        }
        rate.series().setAll(CurveSeries.of("learning rate", rates));
        var speed = new CurveChart(texts, palette, "step");
        speed.logarithmicProperty().set(true);
        speed.series()
                .setAll(
                        CurveSeries.of("gradient norm", curve(3, 2000, 1, 0.8)),
                        CurveSeries.of("clipped at", curve(5, 2000, 50, 0.01)));
        var first = new CurvePanel(texts, "Loss", loss, null);
        var second = new HBox(
                new CurvePanel(texts, "Learning rate", rate, null), new CurvePanel(texts, "Gradient", speed, null));
        second.getStyleClass().add("spacing-16");
        second.getChildren().forEach(panel -> HBox.setHgrow(panel, Priority.ALWAYS));
        VBox.setVgrow(first, Priority.ALWAYS);
        page.getChildren().addAll(first, second);
        second.setPrefHeight(230);
        second.setMinHeight(200);
        return page;
    }

    static Node inspect(Texts texts, ObservableValue<Palette> palette) {
        var page = title("Inspect");
        var grid = new HeatmapGrid(texts, palette);
        var layers = new ArrayList<List<Matrix>>();
        for (int l = 0; l < 6; l++) {
            var heads = new ArrayList<Matrix>();
            for (int h = 0; h < 6; h++) heads.add(attention(WORDS.size(), l * 6 + h));
            layers.add(heads);
        }
        grid.setPatterns(layers);
        grid.selectionProperty().set(new Head(2, 3));
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setPrefWidth(380);
        scroll.setMinWidth(280);
        var view = new HeatmapView(texts, palette);
        view.setLabels(WORDS, WORDS);
        view.matrixProperty().set(layers.get(2).get(3));
        view.selectionProperty().set(new Cell(8, 4));
        HBox.setHgrow(view, Priority.ALWAYS);
        var row = new HBox(scroll, view);
        row.getStyleClass().add("spacing-24");
        VBox.setVgrow(row, Priority.ALWAYS);
        page.getChildren().add(row);
        return page;
    }

    static Node data(Texts texts, ObservableValue<Palette> palette) {
        var page = title("Data");
        var tokens = new ColouredTokens(texts, palette);
        var list = new ArrayList<Token>();
        for (int i = 0; i < 600; i++) {
            list.add(new Token(100 + i % WORDS.size() * 7, WORDS.get(i % WORDS.size())));
        }
        tokens.setTokens(list);
        tokens.selectedProperty().set(6);
        VBox.setVgrow(tokens, Priority.ALWAYS);
        var generated = new StreamingText(texts);
        generated.setText("ROMEO:\nWhat light is this that breaks upon the hill,\nand tells the lark to wake?");
        generated.setPrefHeight(140);
        page.getChildren().addAll(tokens, generated);
        return page;
    }

    static Node empty(Texts texts, ObservableValue<Palette> palette) {
        var page = title("Nothing yet");
        var chart = new CurvePanel(texts, "Loss", new CurveChart(texts, palette, "step"), null);
        var row = new HBox(new HeatmapView(texts, palette), new HeatmapGrid(texts, palette));
        var badges = new HBox(badge("ready", "badge-success"), badge("1.2 M parameters", "badge"));
        badges.getStyleClass().add("spacing-8");
        page.getChildren().addAll(badges, chart, row, new StreamingText(texts));
        return page;
    }

    private static Label badge(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().addAll("badge", style);
        return label;
    }

    private static Curve curve(long seed, int steps, int every, double noise) {
        var random = new Random(seed);
        var curve = new Curve();
        for (int i = 0; i < steps; i += every) {
            double spike = i == 1300 ? 1.4 : 0;
            curve.append(i, 1.4 + 2.8 * Math.exp(-i / 350.0) + Math.abs(random.nextGaussian()) * noise + spike);
        }
        return curve;
    }

    private static Matrix attention(int size, long seed) {
        var random = new Random(seed);
        var values = new float[size * size];
        double near = random.nextDouble() * 2;
        double first = random.nextDouble() * 3;
        for (int q = 0; q < size; q++) {
            double sum = 0;
            for (int k = 0; k <= q; k++) {
                double score = -near * (q - k) + (k == 0 ? first : 0) + random.nextGaussian();
                values[q * size + k] = (float) Math.exp(score);
                sum += values[q * size + k];
            }
            for (int k = 0; k <= q; k++) values[q * size + k] /= (float) sum;
        }
        return new Matrix(size, size, values);
    }
}
