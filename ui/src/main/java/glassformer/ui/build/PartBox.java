package glassformer.ui.build;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A part of the model as a button: what it is, its sizes, how much it learns.
final class PartBox extends Button {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass DIFFERENT = PseudoClass.getPseudoClass("different");

    private final Diagram.Part part;
    private final PartTexts texts;
    private final Label differs = new Label("≠");

    PartBox(Diagram.Part part, PartTexts texts, DiagramState model) {
        this.part = part;
        this.texts = texts;
        setId("part-" + part.id().replace('.', '-'));
        getStyleClass()
                .addAll(
                        "part-box",
                        "part-" + part.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (part.trained() == Trained.FROZEN) getStyleClass().add("part-frozen");
        if (part.trained() == Trained.SOME) getStyleClass().add("part-partly-frozen");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setAccessibleHelp(texts.explanation(part));
        setGraphic(content());
        markDifferent(false);
        setOnAction(event -> model.selectedProperty().set(part));
        hoverProperty().subscribe(hover -> {
            if (hover) model.pointedProperty().set(part);
            else model.leave(part);
        });
        focusedProperty().subscribe(focused -> {
            if (focused) model.pointedProperty().set(part);
            else model.leave(part);
        });
    }

    Diagram.Part part() {
        return part;
    }

    void markSelected(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    void markDifferent(boolean different) {
        pseudoClassStateChanged(DIFFERENT, different);
        differs.setVisible(different);
        differs.setManaged(different);
        String spoken = texts.spoken(part);
        setAccessibleText(different ? spoken + ", " + texts.different() : spoken);
    }

    private Region content() {
        var name = new Label(texts.name(part));
        name.getStyleClass().add("part-name");
        var words = new VBox(name);
        String sizes = texts.sizes(part);
        if (!sizes.isEmpty()) {
            var label = new Label(sizes);
            label.getStyleClass().add("part-sizes");
            words.getChildren().add(label);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        var count = new Label(texts.parameters(part));
        count.getStyleClass().add("part-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        differs.getStyleClass().add("part-differs");
        differs.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(words, count, differs);
        if (part.trained() == Trained.FROZEN) {
            var lock = new FontIcon(Feather.LOCK);
            lock.getStyleClass().add("part-lock");
            row.getChildren().add(1, lock);
        }
        row.getStyleClass().add("part-row");
        // The graphic of a button keeps its preferred width otherwise.
        row.prefWidthProperty().bind(widthProperty().subtract(26));
        return row;
    }
}
