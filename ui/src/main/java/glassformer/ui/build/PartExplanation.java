package glassformer.ui.build;

import glassformer.blueprint.Weight;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the part under the mouse or with the focus does, and its learned tensors by their Hugging Face names.
final class PartExplanation extends ScrollPane {
    private final Texts texts;
    private final Format format;
    private final PartTexts partTexts;
    private final DiagramState model;
    private final Label title = new Label();
    private final Label words = new Label();
    private final GridPane weights = new GridPane();

    PartExplanation(DiagramState model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.format = texts.format();
        this.partTexts = new PartTexts(texts);
        setId("part-explanation");
        getStyleClass().add("part-explanation");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        title.getStyleClass().add("section-title");
        title.managedProperty().bind(title.textProperty().isNotEmpty());
        words.setId("part-words");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        weights.getStyleClass().add("weights");
        var grow = new ColumnConstraints();
        grow.setHgrow(Priority.ALWAYS);
        weights.getColumnConstraints().setAll(grow, new ColumnConstraints(), new ColumnConstraints());
        var content = new VBox(title, words, weights);
        content.getStyleClass().add("spacing-4");
        setContent(content);
        model.pointedProperty().subscribe(part -> show());
        model.selectedProperty().subscribe(part -> show());
        model.diagramProperty().subscribe(diagram -> show());
    }

    private void show() {
        Diagram.Part pointed = model.pointedProperty().get();
        show(pointed != null ? pointed : model.selectedProperty().get());
    }

    private void show(Diagram.@Nullable Part part) {
        weights.getChildren().clear();
        setVvalue(0);
        if (part == null) {
            title.setText("");
            words.setText(texts.get("build.explanation.empty"));
            words.getStyleClass().setAll("label", "text-muted");
            return;
        }
        title.setText(partTexts.name(part));
        words.getStyleClass().setAll("label");
        words.setText(partTexts.explanation(part));
        int row = 0;
        for (Weight weight : part.weights()) {
            var name = new Label(weight.name());
            name.getStyleClass().add("weight-name");
            var shape = new Label(partTexts.shape(weight.shape()));
            shape.getStyleClass().add("weight-shape");
            shape.setMinWidth(Region.USE_PREF_SIZE);
            var size = new Label(format.whole(weight.size()));
            size.getStyleClass().add("weight-shape");
            size.setMinWidth(Region.USE_PREF_SIZE);
            weights.addRow(row++, name, shape, size);
        }
    }
}
