package glassformer.ui.evaluate;

import glassformer.evaluate.Calibration;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.Roc;
import glassformer.ui.common.Texts;
import glassformer.ui.evaluate.UnitSquareView.Mark;
import glassformer.ui.evaluate.UnitSquareView.Picture;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/// The cards with a picture: ROC, calibration, and predicted against expected numbers.
final class CurveCards {
    private static final int MOST_CURVES = 12;
    private static final int MOST_DOTS = 3000;

    private CurveCards() {}

    static Node roc(List<Roc> curves, Workbench bench) {
        Texts texts = bench.texts();
        List<Roc> shown = curves.subList(0, Math.min(MOST_CURVES, curves.size()));
        List<Mark> marks = new ArrayList<>();
        var legend = new FlowPane(14, 4);
        legend.setId("evaluate-roc-legend");
        for (int i = 0; i < shown.size(); i++) {
            List<Double> points = new ArrayList<>();
            for (Roc.Point point : shown.get(i).corners()) {
                points.add(point.falsePositives());
                points.add(point.truePositives());
            }
            marks.add(new Mark.Line(points, i));
            legend.getChildren().add(key(name(shown.get(i), texts), i, bench));
        }
        String summary = shown.isEmpty()
                ? texts.get("evaluate.roc.none")
                : shown.stream().map(roc -> name(roc, texts)).collect(Collectors.joining("; "));
        var picture = new Picture(
                texts.get("evaluate.falsePositives"), texts.get("evaluate.truePositives"), 0, 1, marks, summary);
        return card(
                texts.get("evaluate.roc"),
                texts.get(shown.isEmpty() ? "evaluate.roc.none" : "evaluate.roc.about"),
                view("evaluate-roc", picture, bench),
                legend);
    }

    private static String name(Roc roc, Texts texts) {
        return texts.get("evaluate.auc", roc.label(), texts.format().number(roc.auc()));
    }

    static Node calibration(Calibration calibration, Workbench bench) {
        Texts texts = bench.texts();
        List<Mark> marks = new ArrayList<>();
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                marks.add(new Mark.Bar(bin.from(), bin.to(), bin.accuracy(), 0));
                marks.add(new Mark.Line(List.of(bin.from(), bin.confidence(), bin.to(), bin.confidence()), 1));
            }
        }
        String summary = texts.get(
                "evaluate.calibration.error",
                texts.format().number(calibration.expectedError()),
                texts.format().number(calibration.maximumError()));
        var picture =
                new Picture(texts.get("evaluate.confidence"), texts.get("evaluate.accuracy"), 0, 1, marks, summary);
        var legend = new FlowPane(
                14,
                4,
                key(texts.get("evaluate.calibration.bar"), 0, bench),
                key(texts.get("evaluate.calibration.line"), 1, bench));
        return card(texts.get("evaluate.calibration"), summary, view("evaluate-calibration", picture, bench), legend);
    }

    static Node scatter(NumberJudgements numbers, Workbench bench) {
        Texts texts = bench.texts();
        double[] expected = numbers.expected();
        double[] predicted = numbers.predicted();
        double low = Math.min(
                Arrays.stream(expected).min().orElse(0),
                Arrays.stream(predicted).min().orElse(0));
        double high = Math.max(
                Arrays.stream(expected).max().orElse(1),
                Arrays.stream(predicted).max().orElse(1));
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_DOTS, expected.length); i++) {
            marks.add(new Mark.Dot(expected[i], predicted[i], 0));
        }
        var picture = new Picture(
                texts.get("evaluate.expected"),
                texts.get("evaluate.predicted"),
                low,
                high,
                marks,
                texts.get("evaluate.scatter.about"));
        return card(
                texts.get("evaluate.scatter"),
                texts.get("evaluate.scatter.about"),
                view("evaluate-scatter", picture, bench),
                new FlowPane());
    }

    private static UnitSquareView view(String id, Picture picture, Workbench bench) {
        double step = (picture.high() - picture.low()) / UnitSquareView.TICKS;
        // A step such as 11.8 needs a digit more than its size tells.
        double digits = step * 10 == Math.rint(step * 10) && step < 1 ? step : step / 10;
        return new UnitSquareView(
                id, picture, value -> bench.texts().format().tick(value, Math.max(1e-6, digits)), bench.palette());
    }

    private static Node key(String text, int series, Workbench bench) {
        var square = new Rectangle(10, 10);
        square.fillProperty().bind(bench.palette().map(palette -> palette.seriesColour(series)));
        var label = new Label(text, square);
        label.getStyleClass().add("text-small");
        return label;
    }

    private static Node card(String title, String about, UnitSquareView view, Node legend) {
        var heading = new Label(title);
        heading.getStyleClass().add("section-title");
        var sentence = new Label(about);
        sentence.getStyleClass().addAll("text-muted", "text-small");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(view, Priority.ALWAYS);
        var card = new VBox(heading, sentence, view, legend);
        card.getStyleClass().add("card");
        card.setMinWidth(260);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }
}
