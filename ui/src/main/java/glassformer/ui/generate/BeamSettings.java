package glassformer.ui.generate;

import glassformer.ui.common.Texts;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// How beam search goes. As many beams and tokens as its tree can show.
final class BeamSettings extends GridPane {
    private static final int MOST_BEAMS = 6;
    private static final int MOST_TOKENS = 30;

    private final Texts texts;
    private final IntegerProperty beams = new SimpleIntegerProperty(this, "beams", 3);
    private final DoubleProperty lengthPenalty = new SimpleDoubleProperty(this, "lengthPenalty", 1);
    private final IntegerProperty maxTokens = new SimpleIntegerProperty(this, "maxTokens", 12);

    BeamSettings(Texts texts) {
        this.texts = texts;
        getStyleClass().add("generate-settings");
        setMinWidth(Region.USE_PREF_SIZE);
        var count =
                new Spinner<Integer>(new SpinnerValueFactory.IntegerSpinnerValueFactory(1, MOST_BEAMS, beams.get()));
        count.valueProperty().subscribe(now -> beams.set(now));
        var penalty =
                new Spinner<Double>(new SpinnerValueFactory.DoubleSpinnerValueFactory(0, 5, lengthPenalty.get(), 0.1));
        penalty.valueProperty().subscribe(now -> lengthPenalty.set(now));
        var length = new Spinner<Integer>(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(1, MOST_TOKENS, maxTokens.get()));
        length.valueProperty().subscribe(now -> maxTokens.set(now));
        row(0, "beams", count);
        row(1, "lengthPenalty", penalty);
        row(2, "maxTokens", length);
        managedProperty().bind(visibleProperty());
    }

    private void row(int row, String name, Spinner<?> control) {
        control.setId("beams-" + name);
        control.setPrefWidth(100);
        var caption = new Label(texts.get("generate.beams." + name));
        caption.getStyleClass().addAll("text-muted", "text-small");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        caption.setLabelFor(control);
        var tip = new Tooltip(texts.get("generate.beams." + name + ".tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(320);
        for (Node node : new Node[] {caption, control}) Tooltip.install(node, tip);
        addRow(row, caption, control);
    }

    int beams() {
        return beams.get();
    }

    double lengthPenalty() {
        return lengthPenalty.get();
    }

    int maxTokens() {
        return maxTokens.get();
    }
}
