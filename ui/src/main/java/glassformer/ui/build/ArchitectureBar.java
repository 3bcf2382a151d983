package glassformer.ui.build;

import glassformer.blueprint.Family;
import glassformer.blueprint.Preset;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldEditor;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where the architecture is chosen: its family, which keeps what was set, or a preset, which sets everything.
final class ArchitectureBar extends VBox {
    private final Texts texts;

    /// @param compare opens the comparison
    ArchitectureBar(BuildViewModel model, ArchitectureViewModel architecture, Texts texts, Runnable compare) {
        this.texts = texts;
        getStyleClass().add("architecture-bar");
        var family = new FieldEditor(model.field(Family.KEY));
        HBox.setHgrow(family, Priority.ALWAYS);
        var presets = new MenuButton();
        presets.setId("presets");
        presets.setMinWidth(Region.USE_PREF_SIZE);
        presets.setTooltip(tip("build.preset.tip"));
        presets.setAccessibleHelp(texts.get("build.preset.tip"));
        for (Preset preset : architecture.presets()) {
            var item = new MenuItem(texts.get("build.preset." + preset.id()));
            item.setId("preset-" + preset.id());
            item.setOnAction(event -> architecture.choose(preset));
            presets.getItems().add(item);
        }
        architecture.presetProperty().subscribe(preset -> presets.setText(name(preset == null ? "own" : preset.id())));
        var open = new Button(texts.get("build.compare"), new FontIcon(Feather.COLUMNS));
        open.setId("compare-architectures");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setTooltip(tip("build.compare.tip"));
        open.setOnAction(event -> compare.run());
        var row = new HBox(family, presets, open);
        row.getStyleClass().add("architecture-row");
        var problem = new Label();
        problem.setId("preset-problem");
        problem.getStyleClass().add("field-error");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(architecture.problemProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(row, problem);
    }

    private String name(String preset) {
        return texts.get("build.preset", texts.get("build.preset." + preset));
    }

    private Tooltip tip(String key) {
        var tooltip = new Tooltip(texts.get(key));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        return tooltip;
    }
}
