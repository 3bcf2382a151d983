package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import glassformer.answer.TypedText;
import glassformer.ui.common.Texts;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The prompt, and what can be chosen for the answer.
final class PromptCard extends HBox {
    private final Texts texts;

    /// @param beams how beam search goes
    /// @param view  the page's, on which depends what there is to choose
    PromptCard(GenerateViewModel model, ObservableValue<GenerateView> view, BeamSettings beams, Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("card", "prompt-card");
        var prompt = new TextArea();
        prompt.setId("generate-prompt");
        prompt.setWrapText(true);
        prompt.setPrefRowCount(3);
        prompt.textProperty().bindBidirectional(model.promptProperty());
        VBox.setVgrow(prompt, Priority.ALWAYS);
        var caption = caption("generate.prompt");
        caption.setLabelFor(prompt);
        var hint = new Label();
        hint.setId("generate-hint");
        hint.getStyleClass().addAll("text-muted", "text-small");
        hint.setWrapText(true);
        var mask = mask(prompt);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var above = new HBox(caption, gap, mask);
        above.getStyleClass().add("panel-header");
        var left = new VBox(above, prompt, hint);
        left.getStyleClass().add("spacing-4");
        HBox.setHgrow(left, Priority.ALWAYS);
        var settings = settings(model.options());
        for (Node node : List.of(hint, mask, settings)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        Runnable fit = () -> {
            AnswerKind kind = model.kindProperty().get();
            GenerateView shown = view.getValue();
            boolean answers = shown == GenerateView.ANSWER;
            settings.setVisible(shown.draws() && kind == AnswerKind.CONTINUATION);
            beams.setVisible(shown == GenerateView.BEAMS);
            mask.setVisible(answers && kind == AnswerKind.HIDDEN_WORDS);
            hint.setVisible(kind != null && (kind != AnswerKind.CONTINUATION || !answers));
            if (kind == null) return;
            hint.setText(texts.get(
                    switch (shown) {
                        case ANSWER, ALIGNMENT, SALIENCE -> AnswerTexts.key("generate.hint", kind);
                        case SURPRISE -> AnswerTexts.key("generate.surprise.hint", kind);
                        case BEAMS -> "generate.hint.beams";
                        case BESIDE -> "generate.hint.beside";
                        case SPEED -> "generate.hint.speed";
                    }));
            prompt.setPromptText(texts.get(AnswerTexts.key("generate.prompt.empty", kind)));
            caption.setText(texts.get(
                    shown == GenerateView.SURPRISE
                            ? "generate.surprise.text"
                            : AnswerTexts.key("generate.prompt", kind)));
        };
        model.kindProperty().subscribe(fit);
        view.subscribe(fit);
        getChildren().addAll(left, settings, beams);
        setMinHeight(Region.USE_PREF_SIZE);
    }

    private Button mask(TextArea prompt) {
        var button = new Button(texts.get("generate.mask"));
        button.setId("generate-mask");
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(texts.get("generate.mask.tip")));
        button.setOnAction(event -> {
            prompt.replaceSelection(TypedText.MASK);
            prompt.requestFocus();
        });
        return button;
    }

    private GridPane settings(GenerationOptions options) {
        var grid = new GridPane();
        grid.getStyleClass().add("generate-settings");
        grid.setMinWidth(Region.USE_PREF_SIZE);
        row(grid, 0, 0, "temperature", slider("generate-temperature", options.temperatureProperty(), 0, 2, 0.05));
        row(grid, 1, 0, "topP", slider("generate-top-p", options.topPProperty(), 0.05, 1, 0.05));
        Spinner<Integer> topK = spinner("generate-top-k", options.topKProperty(), 0, 1_000_000, 10);
        topK.setPrefWidth(154);
        row(grid, 2, 0, "topK", topK);
        row(grid, 0, 1, "maxTokens", spinner("generate-max-tokens", options.maxTokensProperty(), 1, 100_000, 50));
        Spinner<Integer> seed = spinner("generate-seed", options.seedProperty(), 0, Integer.MAX_VALUE, 1);
        seed.disableProperty().bind(options.randomSeedProperty());
        row(grid, 1, 1, "seed", seed);
        var random = new CheckBox(texts.get("generate.randomSeed"));
        random.setId("generate-random-seed");
        random.setTooltip(new Tooltip(texts.get("generate.randomSeed.tip")));
        random.selectedProperty().bindBidirectional(options.randomSeedProperty());
        grid.add(random, 3, 2);
        return grid;
    }

    private void row(GridPane grid, int row, int column, String name, Node control) {
        Label caption = caption("generate." + name);
        caption.setLabelFor(control);
        var tip = new Tooltip(texts.get("generate." + name + ".tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(320);
        caption.setTooltip(tip);
        Tooltip.install(control, tip);
        grid.add(caption, 2 * column, row);
        grid.add(control, 2 * column + 1, row);
    }

    private Label caption(String key) {
        var label = new Label(texts.get(key));
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private HBox slider(String id, DoubleProperty value, double least, double most, double step) {
        var slider = new Slider(least, most, value.get());
        slider.setId(id);
        slider.setPrefWidth(110);
        slider.setBlockIncrement(step);
        // The thumb stops at readable values.
        slider.valueProperty().subscribe(raw -> value.set(Math.round(raw.doubleValue() / step) * step));
        value.subscribe(now -> slider.setValue(now.doubleValue()));
        var shown = new Label();
        shown.setId(id + "-value");
        shown.setMinWidth(36);
        value.subscribe(now -> shown.setText(texts.format().cell(now.doubleValue())));
        var box = new HBox(slider, shown);
        box.getStyleClass().add("panel-header");
        return box;
    }

    private Spinner<Integer> spinner(String id, IntegerProperty value, int least, int most, int step) {
        var factory = new SpinnerValueFactory.IntegerSpinnerValueFactory(least, most, value.get(), step);
        factory.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer number) {
                return number == null ? "" : number.toString();
            }

            @Override
            public Integer fromString(String text) {
                try {
                    return Integer.parseInt(text.strip());
                } catch (NumberFormatException e) {
                    return value.get(); // what is no number changes nothing
                }
            }
        });
        var spinner = new Spinner<>(factory);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(110);
        factory.valueProperty().subscribe(now -> {
            if (now != null) value.set(now);
        });
        value.subscribe(now -> factory.setValue(now.intValue()));
        return spinner;
    }
}
