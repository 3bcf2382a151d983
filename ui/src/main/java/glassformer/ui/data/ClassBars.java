package glassformer.ui.data;

import glassformer.data.ClassCounts;
import glassformer.ui.common.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How often each class comes, the most frequent first: a bar each for training, and the numbers of both sides.
final class ClassBars extends VBox {
    private static final int MOST = 12;

    private final Texts texts;

    ClassBars(Texts texts) {
        this.texts = texts;
        setId("class-bars");
        getStyleClass().add("class-bars");
    }

    void show(ClassCounts training, ClassCounts validation) {
        getChildren().clear();
        List<Map.Entry<String, Integer>> classes = training.counts().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .toList();
        if (classes.isEmpty()) return;
        int highest = classes.getFirst().getValue();
        for (Map.Entry<String, Integer> entry : classes.subList(0, Math.min(MOST, classes.size()))) {
            int held = validation.counts().getOrDefault(entry.getKey(), 0);
            getChildren().add(new Bar(entry.getKey(), entry.getValue(), held, (double) entry.getValue() / highest));
        }
        if (classes.size() > MOST) {
            var more = new Label(
                    texts.get("data.report.moreClasses", texts.format().whole(classes.size() - MOST)));
            more.getStyleClass().addAll("text-muted", "text-small");
            getChildren().add(more);
        }
    }

    private final class Bar extends HBox {
        private final Region bar = new Region();
        private final Pane track = new Pane(bar);
        private final double share;

        Bar(String name, int count, int held, double share) {
            this.share = share;
            getStyleClass().add("class-row");
            var label = new Label(name);
            label.getStyleClass().add("class-name");
            label.setTooltip(new Tooltip(name));
            var number = new Label(texts.get(
                    "data.report.counts",
                    texts.format().whole(count),
                    texts.format().whole(held)));
            number.getStyleClass().add("class-count");
            number.setMinWidth(USE_PREF_SIZE);
            track.getStyleClass().add("class-track");
            bar.getStyleClass().add("class-bar");
            bar.setManaged(false);
            track.widthProperty().subscribe(width -> fit());
            track.heightProperty().subscribe(height -> fit());
            HBox.setHgrow(track, Priority.ALWAYS);
            getChildren().addAll(label, track, number);
            setAccessibleText(name + ": " + number.getText());
        }

        private void fit() {
            bar.resizeRelocate(0, 0, Math.max(1, share * track.getWidth()), track.getHeight());
        }
    }
}
