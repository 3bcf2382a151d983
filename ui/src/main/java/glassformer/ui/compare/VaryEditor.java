package glassformer.ui.compare;

import glassformer.settings.Setting;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The values of the settings that a race varies: for a grid a row a setting with all its values, for a list a row a
/// run.
final class VaryEditor extends VBox {
    private final NewRaceViewModel model;
    private final Texts texts;

    VaryEditor(NewRaceViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("spacing-8");
        model.shapeProperty().subscribe(shape -> show());
        model.listedProperty().subscribe(runs -> show());
        model.varied().addListener((ListChangeListener<VariedSetting>) change -> show());
    }

    private void show() {
        if (model.varied().isEmpty()) {
            var empty = new Label(texts.get("race.keys.empty"));
            empty.getStyleClass().add("empty-state");
            empty.setMaxWidth(Double.MAX_VALUE);
            getChildren().setAll(empty);
            return;
        }
        getChildren()
                .setAll(
                        switch (model.shapeProperty().get()) {
                            case GRID -> grid();
                            case LIST -> list();
                        });
    }

    private GridPane grid() {
        var grid = pane();
        int row = 0;
        for (VariedSetting one : model.varied()) {
            var editor = gridEditor(one);
            GridPane.setHgrow(editor, Priority.ALWAYS);
            grid.addRow(row++, name(one), editor, remove(one));
            grid.add(problem(one), 1, row++);
        }
        return grid;
    }

    private GridPane list() {
        var grid = pane();
        int column = 1;
        for (VariedSetting one : model.varied()) {
            var head = new VBox(name(one), problem(one));
            grid.add(head, column, 0);
            grid.add(remove(one), column, model.listedProperty().get() + 1);
            column++;
        }
        for (int run = 0; run < model.listedProperty().get(); run++) {
            var number = new Label(texts.get("race.run", run + 1));
            number.getStyleClass().add("text-muted");
            number.setMinWidth(USE_PREF_SIZE);
            grid.add(number, 0, run + 1);
            column = 1;
            for (VariedSetting one : model.varied()) grid.add(valueEditor(one, run), column++, run + 1);
            grid.add(removeRun(run), column, run + 1);
        }
        var add = new Button(texts.get("race.run.add"), new FontIcon(Feather.PLUS));
        add.setId("race-run-add");
        add.getStyleClass().add("small");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(event -> model.addRun());
        grid.add(add, 0, model.listedProperty().get() + 1);
        return grid;
    }

    private static GridPane pane() {
        var grid = new GridPane();
        grid.getStyleClass().add("race-grid");
        return grid;
    }

    private static Label name(VariedSetting one) {
        var label = new Label(one.name());
        label.setMinWidth(USE_PREF_SIZE);
        var tooltip =
                new Tooltip(one.texts().help(one.setting()) + "\n" + one.texts().allowed(one.setting()));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        label.setTooltip(tooltip);
        return label;
    }

    private static ProblemLabel problem(VariedSetting one) {
        return new ProblemLabel("vary-problem-" + id(one), one.problemProperty());
    }

    private Node gridEditor(VariedSetting one) {
        List<String> choices = VariedSetting.choices(one.setting());
        if (choices.isEmpty()) {
            var field = new TextField();
            field.setId("vary-" + id(one));
            field.setPromptText(texts.get("race.values"));
            field.setAccessibleText(one.name());
            field.textProperty().bindBidirectional(one.gridProperty());
            return field;
        }
        var flow = new FlowPane();
        flow.getStyleClass().add("race-chips");
        for (String value : choices) {
            var chip = new ToggleButton(text(one, value));
            chip.setId("vary-" + id(one) + "-" + value);
            chip.getStyleClass().add("small-toggle");
            chip.setSelected(one.gridValues().contains(value));
            chip.setOnAction(event -> one.choose(value, chip.isSelected()));
            flow.getChildren().add(chip);
        }
        return flow;
    }

    private Control valueEditor(VariedSetting one, int run) {
        StringProperty value = one.valueProperty(run);
        String id = "vary-" + id(one) + "-" + (run + 1);
        List<String> choices = VariedSetting.choices(one.setting());
        if (choices.isEmpty()) {
            var field = new TextField();
            field.setId(id);
            field.setPrefWidth(130);
            field.setAccessibleText(one.name());
            field.textProperty().bindBidirectional(value);
            return field;
        }
        var box = new ComboBox<String>();
        box.setId(id);
        box.setAccessibleText(one.name());
        box.getItems().setAll(choices);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String choice) {
                return choice == null ? "" : text(one, choice);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    private String text(VariedSetting one, String value) {
        FieldTexts fields = one.texts();
        return one.setting() instanceof Setting.Choice choice
                ? fields.choice(choice, value)
                : texts.get("race.flag." + value);
    }

    private Button remove(VariedSetting one) {
        var button = icon(texts.get("race.key.remove", one.name()), () -> model.remove(one));
        button.setId("vary-remove-" + id(one));
        return button;
    }

    private Button removeRun(int run) {
        var button = icon(texts.get("race.run.remove", run + 1), () -> model.removeRun(run));
        button.setDisable(model.listedProperty().get() <= 2);
        return button;
    }

    private static Button icon(String text, Runnable action) {
        var button = new Button(null, new FontIcon(Feather.X));
        button.getStyleClass().addAll("button-icon", "flat", "small-icon");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static String id(VariedSetting one) {
        return one.setting().key().replace('.', '-');
    }
}
