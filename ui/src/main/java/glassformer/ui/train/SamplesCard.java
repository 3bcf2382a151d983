package glassformer.ui.train;

import glassformer.run.Sample;
import glassformer.ui.common.Texts;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// How the model continues the probe prompt as it learns, newest on top.
final class SamplesCard extends VBox {
    SamplesCard(ObservableList<Sample> samples, Texts texts) {
        getStyleClass().addAll("card", "samples-card");
        var title = new Label(texts.get("train.samples"));
        title.getStyleClass().add("section-title");
        var empty = new Label(texts.get("train.samples.empty"));
        empty.getStyleClass().add("empty-state");
        var list = new ListView<>(samples);
        list.setId("train-samples");
        list.setPlaceholder(empty);
        list.setAccessibleText(texts.get("train.samples"));
        list.setCellFactory(view -> new SampleCell(texts));
        list.getStyleClass().add("samples-list");
        list.setMinHeight(80);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(title, list);
    }

    private static final class SampleCell extends ListCell<Sample> {
        private final Texts texts;
        private final Label step = new Label();
        private final Text prompt = new Text();
        private final Text text = new Text();
        private final VBox box;

        SampleCell(Texts texts) {
            this.texts = texts;
            step.getStyleClass().addAll("text-muted", "text-small");
            prompt.getStyleClass().add("sample-prompt");
            text.getStyleClass().add("sample-text");
            var flow = new TextFlow(prompt, text);
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
            setGraphic(box);
        }
    }
}
