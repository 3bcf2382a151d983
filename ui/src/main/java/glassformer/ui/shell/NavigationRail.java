package glassformer.ui.shell;

import glassformer.ui.common.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The pages on the left edge: an icon and a label each, one of them chosen, arrow keys move.
final class NavigationRail extends VBox {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    /// What an item takes with room around it, see the style sheet.
    private static final double ROOMY = 60;

    private final Map<PageId, ToggleButton> buttons = new EnumMap<>(PageId.class);
    private final ObjectProperty<PageId> page;

    NavigationRail(Texts texts, List<Page> pages, ObjectProperty<PageId> page) {
        this.page = page;
        getStyleClass().add("navigation-rail");
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(texts.get("shell.navigation"));
        var group = new ToggleGroup();
        for (int i = 0; i < pages.size(); i++) {
            var button = button(texts, pages, i);
            button.setToggleGroup(group);
            buttons.put(pages.get(i).id(), button);
            getChildren().add(button);
        }
        group.selectedToggleProperty().subscribe((before, after) -> {
            if (after != null) page.set((PageId) after.getUserData());
            else select(page.get());
        });
        page.subscribe(this::select);
        // In the lowest window every page still has its place.
        heightProperty()
                .subscribe(height -> pseudoClassStateChanged(COMPACT, height.doubleValue() < ROOMY * pages.size()));
    }

    /// The keys that open the `index`-th page, counted from zero: the digits in their order on the keyboard, then the
    /// same with Shift.
    static KeyCombination shortcut(int index) {
        return KeyCombination.valueOf((index < 10 ? "Shortcut+" : "Shortcut+Shift+") + (index + 1) % 10);
    }

    private static ToggleButton button(Texts texts, List<Page> pages, int index) {
        PageId id = pages.get(index).id();
        String title = texts.get(id.titleKey());
        var button = new ToggleButton(title, new FontIcon(id.icon()));
        button.setId("nav-" + id.name().toLowerCase(Locale.ROOT));
        button.setUserData(id);
        button.setContentDisplay(ContentDisplay.TOP);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("navigation-item");
        String keys = shortcut(index).getDisplayText();
        button.setTooltip(new Tooltip(title + "  " + keys));
        button.setAccessibleText(texts.get("shell.navigation.item", title, index + 1, pages.size(), keys));
        return button;
    }

    private void select(PageId id) {
        var button = buttons.get(id);
        if (button == null)
            throw new IllegalArgumentException("The window has no page " + id + "; it has " + buttons.keySet());
        button.setSelected(true);
    }
}
