package glassformer.ui.home;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// A card of the gallery: a button with a title, a few lines, and facts as badges.
final class LabCard extends Button {
    private static final double SIDES = 34;
    private static final double ENDS = 30;

    private final VBox content;

    /// @param facts short words at the bottom; the first is the most important
    LabCard(String id, Ikon icon, String title, String text, List<String> facts, Runnable open) {
        setId(id);
        getStyleClass().addAll("card", "card-clickable", "lab-card");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setAccessibleText(title + ". " + text + " " + String.join(", ", facts));
        setOnAction(event -> open.run());
        var name = new Label(title, new FontIcon(icon));
        name.getStyleClass().add("card-title");
        var words = new Label(text);
        words.getStyleClass().add("card-text");
        words.setWrapText(true);
        words.setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(words, Priority.ALWAYS);
        var badges = new FlowPane(4, 4);
        for (String fact : facts) {
            var badge = new Label(fact);
            badge.getStyleClass().add("badge");
            badge.setMinWidth(USE_PREF_SIZE);
            badges.getChildren().add(badge);
        }
        content = new VBox(name, words);
        if (!facts.isEmpty()) content.getChildren().add(badges);
        content.getStyleClass().add("spacing-8");
        content.prefWidthProperty().bind(widthProperty().subtract(SIDES));
        content.maxWidthProperty().bind(content.prefWidthProperty());
        content.prefHeightProperty().bind(heightProperty().subtract(ENDS));
        content.setMinHeight(Region.USE_COMPUTED_SIZE);
        setGraphic(content);
    }

    /// A button does not ask its picture for the height at its width.
    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? getPrefWidth() : width) - SIDES;
        double high = content.getChildren().stream()
                .mapToDouble(part -> part.prefHeight(inner))
                .sum();
        return high + content.getSpacing() * (content.getChildren().size() - 1) + ENDS;
    }
}
