package glassformer.ui.compare;

import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.settings.Setting;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import glassformer.ui.field.Category;
import glassformer.ui.field.FieldTexts;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a new race of the open lab varies, how many runs that makes, about how long they take, and its start.
final class NewRaceForm extends VBox {
    private static final int NAMED = 12;

    private final NewRaceViewModel model;
    private final RaceEstimate estimate;
    private final RunLabels labels;
    private final FieldTexts fields;
    private final Texts texts;
    private final ComboBox<Setting> keys = new ComboBox<>();
    private boolean filling;

    /// @param started hears of the race that was made
    /// @param close   takes the form away
    NewRaceForm(
            NewRaceViewModel model,
            RaceEstimate estimate,
            RunLabels labels,
            Texts texts,
            Consumer<Race> started,
            Runnable close) {
        this.model = model;
        this.estimate = estimate;
        this.labels = labels;
        this.fields = labels.fields();
        this.texts = texts;
        setId("race-form");
        getStyleClass().addAll("card", "race-form");
        var title = new Label(texts.get("race.new"));
        title.getStyleClass().add("section-title");
        var words = sentence(texts.get("race.new.words"));
        var editor = new VaryEditor(model, texts);
        var scroll = new ScrollPane(editor);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var failed = new Label();
        failed.setId("race-form-failed");
        failed.getStyleClass().add("field-error");
        failed.setWrapText(true);
        failed.managedProperty().bind(failed.textProperty().isNotEmpty());
        getChildren().addAll(title, words, choices(), scroll, summary(), failed, buttons(started, failed, close));
        VBox.setVgrow(this, Priority.ALWAYS);
        model.planProperty().subscribe(estimate::show);
    }

    private HBox choices() {
        var group = new ToggleGroup();
        var grid = toggle("grid", NewRaceViewModel.Shape.GRID, group);
        var list = toggle("list", NewRaceViewModel.Shape.LIST, group);
        grid.setSelected(true);
        group.selectedToggleProperty().subscribe((before, after) -> {
            if (after == null) group.selectToggle(before);
            else model.shapeProperty().set((NewRaceViewModel.Shape) after.getUserData());
        });
        keys.setId("race-key");
        keys.setPromptText(texts.get("race.key"));
        keys.setAccessibleText(texts.get("race.key"));
        keys.setPrefWidth(280);
        keys.setConverter(new Words<>(setting ->
                texts.get("race.key.item", fields.category(Category.of(setting.key())), fields.name(setting))));
        keys.valueProperty().subscribe(chosen -> {
            if (chosen == null || filling) return;
            model.vary(chosen);
        });
        model.varied().addListener((ListChangeListener<VariedSetting>)
                change -> javafx.application.Platform.runLater(this::fill));
        fill();
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(keys, gap, grid, list);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("spacing-8");
        return row;
    }

    /// A chosen key moves from the choice into the form. Not while the box still closes over the choice.
    private void fill() {
        filling = true;
        keys.setValue(null);
        keys.getItems().setAll(model.offered());
        filling = false;
    }

    private ToggleButton toggle(String name, NewRaceViewModel.Shape shape, ToggleGroup group) {
        var button = new ToggleButton(texts.get("race." + name));
        button.setId("race-" + name);
        button.setUserData(shape);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("race." + name + ".tip")));
        return button;
    }

    private VBox summary() {
        var count = sentence("");
        count.setId("race-count");
        count.getStyleClass().setAll("label", "race-count");
        var names = sentence("");
        names.setId("race-names");
        var problem = new ProblemLabel("race-form-problem", model.planProperty().map(RacePlan::problem));
        model.planProperty().subscribe(plan -> {
            long seed = plan.lab().values().longWhole("training.seed");
            boolean seeds =
                    model.varied().stream().anyMatch(one -> one.setting().key().equals("training.seed"));
            count.setText(texts.get(
                    seeds ? "race.count.seeds" : "race.count", plan.entries().size(), "" + seed));
            count.setVisible(!plan.entries().isEmpty());
            count.setManaged(!plan.entries().isEmpty());
            names.setText(names(plan.entries()));
            names.setVisible(!plan.entries().isEmpty());
            names.setManaged(!plan.entries().isEmpty());
        });
        var box = new VBox(count, names, problem);
        box.getStyleClass().add("spacing-4");
        return box;
    }

    private String names(List<RaceEntry> entries) {
        String some = entries.stream().limit(NAMED).map(labels::of).collect(Collectors.joining("  ·  "));
        return entries.size() > NAMED ? some + "  ·  …" : some;
    }

    private HBox buttons(Consumer<Race> started, Label failed, Runnable close) {
        var measure = new Button(texts.get("race.measure"), new FontIcon(Feather.CLOCK));
        measure.setId("race-measure");
        measure.setTooltip(new Tooltip(texts.get("race.measure.tip")));
        measure.disableProperty().bind(estimate.canMeasureProperty().not());
        measure.setOnAction(event -> estimate.measure());
        var cancel = new Button(texts.get("dialog.cancel"));
        cancel.setId("race-cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(event -> close.run());
        var start = new Button(texts.get("race.start"), new FontIcon(Feather.PLAY));
        start.setId("race-start");
        start.getStyleClass().add("accent");
        start.disableProperty().bind(model.planProperty().map(plan -> !plan.canStart()));
        start.setOnAction(event -> {
            failed.setText("");
            model.create(
                    race -> {
                        close.run();
                        started.accept(race);
                    },
                    failed::setText);
        });
        var time = new Label();
        time.setId("race-time");
        time.getStyleClass().add("text-muted");
        time.setMaxWidth(Double.MAX_VALUE);
        time.textProperty().bind(estimate.sentenceProperty());
        HBox.setHgrow(time, Priority.ALWAYS);
        List.of(measure, cancel, start).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        var row = new HBox(measure, time, cancel, start);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("spacing-8");
        return row;
    }

    private static Label sentence(String text) {
        var label = new Label(text);
        label.getStyleClass().add("text-muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
