package glassformer.ui.tokens;

import glassformer.hub.ModelSources;
import glassformer.ui.common.Texts;
import glassformer.ui.data.CorpusFinder;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.theme.Palette;
import glassformer.ui.worker.Workbench;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Tokens page: a text on the left; on the right how a tokenizer learns from it, or how several cut it.
public final class TokensPage {
    private TokensPage() {}

    /// @param corpora finds what a lab learns its tokenizer from
    /// @param sources where models come from that are named
    /// @param pause   runs a task on the window's thread after a moment
    public static Node create(Workbench bench, CorpusFinder corpora, ModelSources sources, Executor pause) {
        var model = new TokensViewModel(bench.session(), bench.texts(), bench.background(), corpora, pause);
        var compared = new ComparedViewModel(bench.session(), bench.texts(), bench.background(), model, sources, pause);
        return content(model, compared, bench.texts(), bench.palette(), bench.dialogs());
    }

    static Node content(
            TokensViewModel model,
            ComparedViewModel compared,
            Texts texts,
            ObservableValue<Palette> palette,
            Dialogs dialogs) {
        var replay = new ReplayPane(model, texts, palette, dialogs);
        var sideBySide = new ComparedPane(compared, texts, palette, dialogs);
        var group = new ToggleGroup();
        ToggleButton first = view("replay", "left-pill", group, replay, texts);
        ToggleButton second = view("compare", "right-pill", group, sideBySide, texts);
        second.selectedProperty().subscribe(on -> {
            if (on) compared.watch();
        });
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) before.setSelected(true); // one is always chosen
        });
        first.setSelected(true);
        var middle = new StackPane(replay, sideBySide);
        VBox.setVgrow(middle, Priority.ALWAYS);
        var right = new VBox(new HBox(first, second), middle);
        right.getStyleClass().addAll("data-panel", "data-side");
        var left = new TextSide(model, texts);
        HBox.setHgrow(right, Priority.ALWAYS);
        var page = new HBox(left, right);
        page.setId("tokens-page");
        page.getStyleClass().add("data-page");
        return page;
    }

    private static ToggleButton view(String name, String pill, ToggleGroup group, Region pane, Texts texts) {
        var button = new ToggleButton(texts.get("tokens.view." + name));
        button.setId("tokens-view-" + name);
        button.setTooltip(new Tooltip(texts.get("tokens.view." + name + ".tip")));
        button.getStyleClass().addAll(List.of("small-toggle", pill));
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        pane.visibleProperty().bind(button.selectedProperty());
        pane.managedProperty().bind(pane.visibleProperty());
        return button;
    }
}
