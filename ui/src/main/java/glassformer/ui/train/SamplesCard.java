package glassformer.ui.train;

import glassformer.run.Sample;
import glassformer.ui.common.Texts;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// What the model says to the probe prompt as it learns, newest on top: how it goes on, or what it answers.
final class SamplesCard extends VBox {
    /// @param continues whether the samples go on with the prompt
    SamplesCard(ObservableList<Sample> samples, ObservableBooleanValue continues, Texts texts) {
        getStyleClass().addAll("card", "samples-card");
        var title = new Label();
        title.getStyleClass().add("section-title");
        var empty = new Label();
        empty.getStyleClass().add("empty-state");
        var list = new ListView<>(samples);
        list.setId("train-samples");
        list.setPlaceholder(empty);
        continues.subscribe(on -> {
            String key = on ? "train.samples" : "train.samples.answers";
            title.setText(texts.get(key));
            empty.setText(texts.get(key + ".empty"));
            list.setAccessibleText(texts.get(key));
            list.refresh();
        });
        list.setCellFactory(view -> new SampleCell(continues, texts));
        list.getStyleClass().add("samples-list");
        list.setMinHeight(80);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(title, list);
    }

    private static final class SampleCell extends ListCell<Sample> {
        private final ObservableBooleanValue continues;
        private final Texts texts;
        private final Label step = new Label();
        private final Text prompt = new Text();
        private final Text arrow = new Text("\n→ ");
        private final Text text = new Text();
        private final TextFlow flow = new TextFlow();
        private final VBox box;

        SampleCell(ObservableBooleanValue continues, Texts texts) {
            this.continues = continues;
            this.texts = texts;
            step.getStyleClass().addAll("text-muted", "text-small");
            prompt.getStyleClass().add("sample-prompt");
            text.getStyleClass().add("sample-text");
            arrow.getStyleClass().add("sample-arrow");
            flow.setMinHeight(Region.USE_PREF_SIZE);
            box = new VBox(step, flow);
            box.getStyleClass().add("spacing-4");
            // Wrap at the list's width in place of scrolling sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Sample sample, boolean empty) {
            super.updateItem(sample, empty);
            if (empty || sample == null) {
                setGraphic(null);
                return;
            }
            step.setText(texts.get("train.samples.step", texts.format().whole(sample.step())));
            prompt.setText(sample.prompt());
            text.setText(sample.text());
            if (continues.get()) flow.getChildren().setAll(prompt, text);
            else flow.getChildren().setAll(prompt, arrow, text);
            setGraphic(box);
        }
    }
}
