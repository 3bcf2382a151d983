package glassformer.ui.inspect;

import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.inspect.InspectViewModel.Source;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The page's title and the choice of what is looked at: the probe sentence at a stored step, or an own text at a
/// checkpoint.
final class SourceBar extends VBox {
    private final Texts texts;
    private final BooleanProperty offered = new SimpleBooleanProperty(this, "offered", true);

    SourceBar(InspectViewModel model, Texts texts) {
        this.texts = texts;
        getStyleClass().add("spacing-8");
        var title = new Label(texts.get("page.inspect"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var probe = steps("inspect-step", model.probeSteps());
        var own = ownText(model);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var sources = sources(model);
        sources.visibleProperty().bind(offered);
        var first = new HBox(title, sources, gap, probe);
        first.getStyleClass().add("inspect-bar");
        getChildren().addAll(first, own);
        shownFor(probe, model, Source.PROBE);
        shownFor(own, model, Source.OWN_TEXT);
    }

    /// Whether there is something to choose; else only the title stays.
    BooleanProperty offeredProperty() {
        return offered;
    }

    private HBox sources(InspectViewModel model) {
        var group = new ToggleGroup();
        var probe = source(model, group, Source.PROBE, "inspect.source.probe", "left-pill");
        var own = source(model, group, Source.OWN_TEXT, "inspect.source.own", "right-pill");
        probe.setId("inspect-source-probe");
        own.setId("inspect-source-own");
        return new HBox(probe, own);
    }

    private ToggleButton source(InspectViewModel model, ToggleGroup group, Source source, String key, String style) {
        var button = new ToggleButton(texts.get(key));
        button.getStyleClass().add(style);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> {
            model.sourceProperty().set(source);
            button.setSelected(true);
        });
        model.sourceProperty().subscribe(now -> button.setSelected(now == source));
        return button;
    }

    private HBox ownText(InspectViewModel model) {
        var field = new TextField();
        field.setId("inspect-text");
        field.setPromptText(texts.get("inspect.text.prompt"));
        field.setAccessibleText(texts.get("inspect.text.prompt"));
        field.textProperty().bindBidirectional(model.ownTextProperty());
        field.setOnAction(event -> model.look());
        HBox.setHgrow(field, Priority.ALWAYS);
        var look = new Button(texts.get("inspect.look"), new FontIcon(Feather.EYE));
        look.setId("inspect-look");
        look.getStyleClass().add("accent");
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.disableProperty().bind(model.canLookProperty().not().or(model.busyProperty()));
        look.setOnAction(event -> model.look());
        model.busyProperty().subscribe(busy -> look.setText(texts.get(busy ? "inspect.looking" : "inspect.look")));
        var box = new HBox(field, steps("inspect-checkpoint", model.checkpoints()), look);
        box.getStyleClass().add("inspect-bar");
        return box;
    }

    /// A slider over the places of the steps, since their distances may differ, with buttons for one back and forth.
    private HBox steps(String id, StepChoice choice) {
        var value = new Label();
        value.setId(id + "-value");
        value.setMinWidth(76);
        var slider = new Slider(0, 1, 0);
        slider.setId(id);
        slider.setPrefWidth(170);
        slider.setMinWidth(80);
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setTooltip(new Tooltip(texts.get("inspect.step.tip")));
        slider.setAccessibleText(texts.get("inspect.step.tip"));
        slider.valueProperty().subscribe((before, place) -> choose(choice, (int) Math.round(place.doubleValue())));
        Runnable follow = () -> {
            int count = choice.steps().size();
            slider.setMax(Math.max(1, count - 1));
            slider.setDisable(count < 2);
            slider.setValue(Math.max(0, choice.index()));
            value.setText(
                    count == 0 ? "–" : texts.get("inspect.step", texts.format().whole(choice.chosen())));
        };
        choice.steps().addListener((ListChangeListener<Integer>) change -> follow.run());
        choice.chosenProperty().subscribe(step -> follow.run());
        var back = arrow(id + "-back", Feather.CHEVRON_LEFT, "inspect.step.back", choice, -1);
        var next = arrow(id + "-next", Feather.CHEVRON_RIGHT, "inspect.step.next", choice, 1);
        back.disableProperty().bind(at(choice).map(place -> place.intValue() <= 0));
        next.disableProperty()
                .bind(at(choice).map(place -> place.intValue() >= choice.steps().size() - 1));
        var box = new HBox(back, slider, next, value);
        box.getStyleClass().add("step-choice");
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static ObservableValue<Integer> at(StepChoice choice) {
        return Bindings.createObjectBinding(choice::index, choice.steps(), choice.chosenProperty());
    }

    private Button arrow(String id, Feather icon, String key, StepChoice choice, int by) {
        var button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat", "small-icon");
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setAccessibleText(texts.get(key));
        button.setOnAction(event -> choose(choice, choice.index() + by));
        return button;
    }

    private static void choose(StepChoice choice, int place) {
        if (place >= 0 && place < choice.steps().size()) {
            choice.chosenProperty().set(choice.steps().get(place));
        }
    }

    private void shownFor(Node node, InspectViewModel model, Source source) {
        node.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> offered.get() && model.sourceProperty().get() == source,
                        offered,
                        model.sourceProperty()));
        node.managedProperty().bind(node.visibleProperty());
    }
}
