package glassformer.ui.export;

import glassformer.settings.Setting;
import glassformer.ui.common.Texts;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// The options of the chosen format; nothing where it has none.
final class OptionFields extends GridPane {
    private final ExportViewModel model;
    private final Texts texts;

    OptionFields(ExportViewModel model, Texts texts) {
        super(12, 8);
        this.model = model;
        this.texts = texts;
        setId("export-options");
        managedProperty().bind(visibleProperty());
        model.formatProperty().subscribe(format -> show());
    }

    private void show() {
        getChildren().clear();
        int row = 0;
        for (Setting setting : model.exporter().options()) {
            var name = new Label(texts.find("export.option." + setting.key()).orElse(setting.key()));
            name.setMinWidth(Region.USE_PREF_SIZE);
            Node field = field(setting);
            field.setId("export-option-" + setting.key().replace('.', '-'));
            field.setAccessibleText(name.getText());
            name.setLabelFor(field);
            var tip = new Tooltip(
                    texts.find("export.option." + setting.key() + ".help").orElse(setting.help()));
            tip.setWrapText(true);
            tip.setMaxWidth(360);
            name.setTooltip(tip);
            Tooltip.install(field, tip);
            addRow(row++, name, field);
        }
        setVisible(row > 0);
    }

    private Node field(Setting setting) {
        return switch (setting) {
            case Setting.Flag flag -> {
                var box = new CheckBox();
                box.setSelected(flag.initial());
                box.selectedProperty().subscribe((before, on) -> model.option(setting.key(), on.toString()));
                yield box;
            }
            case Setting.Choice choice -> {
                var box = new ComboBox<String>();
                box.getItems().setAll(choice.values());
                box.setValue(choice.initial());
                box.valueProperty().subscribe((before, value) -> model.option(setting.key(), value));
                yield box;
            }
            case Setting.Whole whole -> typed(setting);
            case Setting.Real real -> typed(setting);
            case Setting.Text text -> typed(setting);
        };
    }

    private TextField typed(Setting setting) {
        var field = new TextField(setting.initial().toString());
        field.setPrefWidth(300);
        field.textProperty().subscribe((before, text) -> model.option(setting.key(), text));
        return field;
    }
}
