package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Which kind of attention is shown; nothing where the model has only one.
final class KindChoice extends HBox {
    private final InspectViewModel model;
    private final Texts texts;
    private List<Kind> shown = List.of();

    KindChoice(InspectViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("inspect-kinds");
        setMinWidth(Region.USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        model.pictureProperty().subscribe(picture -> {
            if (picture != null) show(picture.kinds());
        });
    }

    private void show(List<Kind> kinds) {
        setVisible(kinds.size() > 1);
        if (kinds.equals(shown)) return;
        shown = kinds;
        var group = new ToggleGroup();
        getChildren().clear();
        for (Kind kind : kinds) {
            boolean first = kind == kinds.getFirst();
            boolean last = kind == kinds.getLast();
            getChildren().add(button(kind, group, first ? "left-pill" : last ? "right-pill" : "center-pill"));
        }
    }

    private ToggleButton button(Kind kind, ToggleGroup group, String style) {
        String key = "inspect.kind." + kind.name().toLowerCase(Locale.ROOT);
        var button = new ToggleButton(texts.get(key));
        button.setId("inspect-kind-" + kind.id());
        button.getStyleClass().add(style);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get(key + ".hint")));
        button.setOnAction(event -> {
            model.kindProperty().set(kind);
            button.setSelected(true);
        });
        model.kindProperty().subscribe(now -> button.setSelected(now == kind));
        return button;
    }
}
