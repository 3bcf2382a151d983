package glassformer.ui.shell;

import glassformer.ui.common.Texts;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Which lab is open and what can be done to it, and the switch between light and dark.
final class TopBar extends HBox {
    TopBar(ShellViewModel model, Texts texts, ThemeStyle style, List<List<Command>> groups) {
        getStyleClass().add("top-bar");
        var name = new Label();
        name.setId("lab-name");
        name.getStyleClass().add("lab-name");
        name.textProperty().bind(model.labNameProperty().map(lab -> lab.isEmpty() ? texts.get("shell.noLab") : lab));
        var mark = new Label("●");
        mark.setId("modified-mark");
        mark.getStyleClass().add("modified-mark");
        mark.setTooltip(new Tooltip(texts.get("shell.modified")));
        mark.setAccessibleText(texts.get("shell.modified"));
        mark.visibleProperty().bind(model.modifiedProperty());
        mark.managedProperty().bind(mark.visibleProperty());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(name, mark, gap);
        for (List<Command> group : groups) {
            group.forEach(command -> getChildren().add(button(command)));
            getChildren().add(new Separator(Orientation.VERTICAL));
        }
        getChildren().add(themeButton(texts, style));
    }

    private static Button button(Command command) {
        var button = iconButton("command-" + command.id(), command.icon(), command.text());
        var keys = command.accelerator();
        button.setTooltip(new Tooltip(keys == null ? command.text() : command.text() + "  " + keys.getDisplayText()));
        button.disableProperty().bind(command.enabled().map(enabled -> !enabled));
        button.setOnAction(event -> command.run());
        return button;
    }

    private static Button themeButton(Texts texts, ThemeStyle style) {
        var button = iconButton("theme-toggle", Feather.MOON, "");
        style.themeProperty().subscribe(theme -> {
            boolean dark = theme == Theme.DARK;
            String text = texts.get(dark ? "shell.theme.light" : "shell.theme.dark");
            button.setGraphic(new FontIcon(dark ? Feather.SUN : Feather.MOON));
            button.setTooltip(new Tooltip(text));
            button.setAccessibleText(text);
        });
        button.setOnAction(event -> style.toggle());
        return button;
    }

    private static Button iconButton(String id, Ikon icon, String text) {
        var button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.setAccessibleText(text);
        button.getStyleClass().addAll("button-icon", "flat");
        return asIs(button);
    }

    private static <T extends ButtonBase> T asIs(T button) {
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
