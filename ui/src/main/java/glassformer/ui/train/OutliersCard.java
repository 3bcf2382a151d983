package glassformer.ui.train;

import glassformer.run.Outlier;
import glassformer.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The texts of batches whose loss stood out, newest on top. Takes no room before there is one.
final class OutliersCard extends VBox {
    OutliersCard(ObservableList<Outlier> outliers, Texts texts) {
        setId("train-outliers-card");
        getStyleClass().addAll("card", "samples-card");
        var title = new Label(texts.get("outliers.title"));
        title.getStyleClass().add("section-title");
        var about = new Label(texts.get("outliers.about"));
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        var list = new ListView<>(outliers);
        list.setId("train-outliers");
        list.setAccessibleText(texts.get("outliers.title"));
        list.setCellFactory(view -> new OutlierCell(texts));
        list.getStyleClass().add("samples-list");
        list.setMinHeight(80);
        list.setPrefHeight(180);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(title, about, list);
        visibleProperty().bind(Bindings.isNotEmpty(outliers));
        managedProperty().bind(visibleProperty());
    }

    private static final class OutlierCell extends ListCell<Outlier> {
        private final Texts texts;
        private final Label head = new Label();
        private final Label rows = new Label();
        private final VBox box = new VBox(head, rows);

        OutlierCell(Texts texts) {
            this.texts = texts;
            head.getStyleClass().addAll("text-muted", "text-small");
            head.setWrapText(true);
            rows.setWrapText(true);
            rows.setMinHeight(Region.USE_PREF_SIZE);
            box.getStyleClass().add("spacing-4");
            // Wrap at the list's width in place of scrolling sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Outlier outlier, boolean empty) {
            super.updateItem(outlier, empty);
            if (empty || outlier == null) {
                setGraphic(null);
                return;
            }
            head.setText(texts.get(
                    "outliers.head",
                    texts.format().whole(outlier.step()),
                    texts.format().number(outlier.loss()),
                    texts.format().number(outlier.mean())));
            rows.setText(outlier.texts().stream()
                    .limit(3)
                    .map(text -> text.strip().replace('\n', ' '))
                    .reduce((all, next) -> all + "\n" + next)
                    .orElse(""));
            setGraphic(box);
        }
    }
}
