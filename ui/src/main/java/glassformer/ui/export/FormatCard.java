package glassformer.ui.export;

import glassformer.export.ExportFormat;
import glassformer.ui.common.Texts;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A format to choose: who opens it, what it holds and what is lost.
final class FormatCard extends ToggleButton {
    private static final double SIDES = 34;
    private static final double ENDS = 30;

    private final VBox content;

    FormatCard(ExportFormat format, Texts texts) {
        String key = "export.format." + format.id();
        setId("export-format-" + format.id());
        getStyleClass().addAll("card", "format-card");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        var title = new Label(texts.get(key), new FontIcon(icon(format)));
        title.getStyleClass().add("card-title");
        var rows = new GridPane(8, 6);
        StringBuilder read = new StringBuilder(texts.get(key));
        int row = 0;
        for (String part : List.of("opens", "holds", "loses")) {
            var name = new Label(texts.get("export." + part));
            name.getStyleClass().addAll("text-small", "format-part");
            name.setMinWidth(Region.USE_PREF_SIZE);
            var text = new Label(texts.get(key + "." + part));
            text.getStyleClass().addAll("text-small", "text-muted");
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            rows.addRow(row++, name, text);
            GridPane.setValignment(name, javafx.geometry.VPos.TOP);
            read.append(". ").append(name.getText()).append(": ").append(text.getText());
        }
        setAccessibleText(read.toString());
        content = new VBox(title, rows);
        content.getStyleClass().add("spacing-8");
        content.prefWidthProperty().bind(widthProperty().subtract(SIDES));
        content.maxWidthProperty().bind(content.prefWidthProperty());
        setGraphic(content);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /// A button does not ask its picture for the height at its width.
    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? getWidth() : width) - SIDES;
        double high = content.getChildren().stream()
                .mapToDouble(part -> part.prefHeight(inner))
                .sum();
        return high + content.getSpacing() * (content.getChildren().size() - 1) + ENDS;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private static Ikon icon(ExportFormat format) {
        return switch (format) {
            case HUGGINGFACE -> Feather.PACKAGE;
            case ONNX -> Feather.SHARE_2;
            case GGUF -> Feather.HARD_DRIVE;
            case TORCHSCRIPT -> Feather.BOX;
            case PYTORCH -> Feather.FILE_TEXT;
            case EMBEDDINGS -> Feather.LOADER;
            case ATTENTION -> Feather.EYE;
            case LAB -> Feather.ARCHIVE;
        };
    }
}
