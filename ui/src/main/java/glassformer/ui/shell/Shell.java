package glassformer.ui.shell;

import glassformer.ui.common.Texts;
import glassformer.ui.theme.ThemeStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The window's frame: navigation on the left, lab and actions on top, status at the bottom, the page in the middle.
///
/// Pages are made on their first visit. A page that can't be made leaves a sentence in its place and a banner with the
/// cause; the rest of the window goes on. Ctrl/Cmd+1..9 opens a page, and every [Command]'s keys work in the whole
/// window.
public final class Shell extends BorderPane {
    private final ShellViewModel model;
    private final Texts texts;
    private final List<Page> pages;
    private final List<List<Command>> commandGroups;
    private final Map<PageId, Node> made = new EnumMap<>(PageId.class);
    private final StackPane content = new StackPane();
    private final VBox top = new VBox();

    /// @param commandGroups the buttons of the top bar, group by group
    public Shell(
            ShellViewModel model, Texts texts, ThemeStyle style, List<Page> pages, List<List<Command>> commandGroups) {
        this.model = model;
        this.texts = texts;
        this.pages = List.copyOf(pages);
        this.commandGroups = List.copyOf(commandGroups);
        getStyleClass().add("shell");
        style.addTo(getStylesheets());
        content.getStyleClass().add("page-holder");
        var middle = new BorderPane(content);
        top.getChildren().addAll(new TopBar(model, texts, style, commandGroups), new NotificationArea(model, texts));
        middle.setTop(top);
        setLeft(new NavigationRail(texts, this.pages, model.pageProperty()));
        setCenter(middle);
        setBottom(new StatusBar(model, texts));
        model.pageProperty().subscribe(this::open);
        sceneProperty().subscribe(scene -> {
            if (scene != null) installKeys(scene);
        });
    }

    /// Puts something between the notifications and the page, whichever is open.
    public void showAbovePages(Node node) {
        top.getChildren().add(node);
    }

    private void open(PageId id) {
        content.getChildren().setAll(made.computeIfAbsent(id, this::make));
    }

    private Node make(PageId id) {
        var page = pages.stream().filter(p -> p.id() == id).findFirst().orElseThrow();
        try {
            return page.content().get();
        } catch (RuntimeException failure) {
            String sentence = texts.get("shell.pageFailed", texts.get(id.titleKey()));
            model.notifyFailure(sentence, failure);
            var label = new Label(sentence);
            label.getStyleClass().add("empty-state");
            return label;
        }
    }

    private void installKeys(Scene scene) {
        Map<KeyCombination, Runnable> keys = scene.getAccelerators();
        for (int i = 0; i < pages.size(); i++) {
            PageId id = pages.get(i).id();
            keys.put(NavigationRail.shortcut(i), () -> model.pageProperty().set(id));
        }
        for (Command command : commandGroups.stream().flatMap(List::stream).toList()) {
            KeyCombination combination = command.accelerator();
            if (combination == null) continue;
            keys.put(combination, () -> {
                if (command.enabled().getValue()) command.run();
            });
        }
    }
}
