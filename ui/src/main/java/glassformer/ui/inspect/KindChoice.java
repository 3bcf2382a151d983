package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.ui.common.Texts;
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

    KindChoice(InspectViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("inspect-kinds");
        setMinWidth(Region.USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        var group = new ToggleGroup();
        // A model has all three or one.
        getChildren()
                .addAll(
                        button(Kind.ENCODER, group, "left-pill"),
                        button(Kind.DECODER, group, "center-pill"),
                        button(Kind.CROSS, group, "right-pill"));
        model.pictureProperty()
                .subscribe(
                        picture -> setVisible(picture != null && picture.kinds().size() > 1));
    }

    private ToggleButton button(Kind kind, ToggleGroup group, String style) {
        String key = "inspect.kind." + kind.name().toLowerCase(Locale.ROOT);
        var button = new ToggleButton(texts.get(key));
        button.setId("inspect-kind-" + kind.id());
        button.getStyleClass().addAll("small-toggle", style);
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
