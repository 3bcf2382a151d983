package glassformer.ui.common;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A caption with a sign that more is said about it.
public final class Explained {
    private static final double WIDTH = 320;

    private Explained() {}

    public static void by(Label caption, String sentence) {
        var tip = new Tooltip(sentence);
        tip.setWrapText(true);
        tip.setMaxWidth(WIDTH);
        caption.setTooltip(tip);
        caption.setAccessibleHelp(sentence);
        var icon = new FontIcon(Feather.HELP_CIRCLE);
        icon.getStyleClass().add("explained");
        caption.setGraphic(icon);
        caption.setContentDisplay(ContentDisplay.RIGHT);
    }
}
