package glassformer.ui.shell;

import glassformer.ui.common.Texts;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One notification: icon, sentence, what to do about it, Details that unfold, and a cross that dismisses.
final class Banner extends VBox {
    private final Notification notification;

    Banner(Notification notification, Texts texts, Runnable dismiss) {
        this.notification = notification;
        getStyleClass().addAll("banner", "banner-" + notification.level().name().toLowerCase(Locale.ROOT));
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(notification.text());
        var text = new Label(notification.text());
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var line = new HBox(new FontIcon(icon(notification.level())), text);
        line.getStyleClass().add("banner-line");
        getChildren().add(line);
        var action = notification.action();
        if (action != null) {
            line.getChildren().add(button("banner-action", action.text(), () -> {
                dismiss.run();
                action.run().run();
            }));
        }
        if (notification.details() != null) line.getChildren().add(details(texts, notification.details()));
        var close = button("banner-dismiss", "", dismiss);
        close.setGraphic(new FontIcon(Feather.X));
        close.setAccessibleText(texts.get("shell.dismiss"));
        close.getStyleClass().addAll("button-icon", "flat");
        line.getChildren().add(close);
    }

    Notification notification() {
        return notification;
    }

    private ToggleButton details(Texts texts, String details) {
        var area = new TextArea(details);
        area.setEditable(false);
        area.setPrefRowCount(8);
        area.getStyleClass().add("banner-details");
        var toggle = new ToggleButton(texts.get("shell.details"));
        toggle.getStyleClass().addAll("small", "banner-toggle");
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.selectedProperty().subscribe(open -> {
            if (open) getChildren().add(area);
            else getChildren().remove(area);
        });
        return toggle;
    }

    private static Button button(String styleClass, String text, Runnable action) {
        var button = new Button(text);
        button.getStyleClass().addAll(styleClass, "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Ikon icon(Notification.Level level) {
        return switch (level) {
            case INFO -> Feather.INFO;
            case SUCCESS -> Feather.CHECK_CIRCLE;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case ERROR -> Feather.ALERT_OCTAGON;
        };
    }
}
