package glassformer.ui.map;

import glassformer.ui.common.Texts;
import glassformer.worker.MapService.Near;
import glassformer.worker.MapService.NearReply;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A field to find a word, one for a sum of words, and what lies nearest.
final class NearPane extends VBox {
    private final MapViewModel model;
    private final Texts texts;
    private final TextField search = new TextField();
    private final TextField sum = new TextField();
    private final Label count = new Label();
    private final Label title = new Label();
    private final ListView<Near> list = new ListView<>();
    private final Button path;

    /// @param looking hears the letters that are looked for
    /// @param showPath shows the way through the layers
    NearPane(MapViewModel model, Texts texts, Consumer<String> looking, Runnable showPath) {
        this.model = model;
        this.texts = texts;
        setId("map-near");
        getStyleClass().add("card");
        setMinWidth(250);
        setPrefWidth(280);
        setMaxWidth(320);
        field(search, "map-search", "map.search");
        search.textProperty().subscribe(looking);
        search.setOnAction(event -> choose());
        count.getStyleClass().addAll("text-muted", "text-small");
        count.setId("map-search-count");
        field(sum, "map-sum", "map.sum");
        sum.setOnAction(event -> {
            if (!sum.getText().isBlank()) model.arithmetic(sum.getText());
        });
        title.setId("map-near-title");
        title.setWrapText(true);
        title.getStyleClass().add("section-title");
        title.setMinHeight(Region.USE_PREF_SIZE);
        for (Label words : new Label[] {count, title}) {
            words.visibleProperty().bind(words.textProperty().isNotEmpty());
            words.managedProperty().bind(words.visibleProperty());
        }
        path = new Button(texts.get("map.follow"), new FontIcon(Feather.GIT_COMMIT));
        path.setId("map-follow");
        path.setTooltip(new Tooltip(texts.get("map.follow.tip")));
        path.setMinWidth(Region.USE_PREF_SIZE);
        path.setOnAction(event -> {
            NearReply reply = model.nearProperty().get();
            if (reply == null) return;
            model.follow(reply.name());
            showPath.run();
        });
        list.setId("map-neighbours");
        list.getStyleClass().addAll("dense", "compact-list");
        list.setAccessibleText(texts.get("map.neighbours.tip"));
        list.setPlaceholder(placeholder());
        list.setCellFactory(view -> new NearCell(texts));
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) step();
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) step();
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(search, count, sum, title, list, path);
        model.nearProperty().subscribe(this::show);
    }

    private void field(TextField field, String id, String key) {
        field.setId(id);
        field.setPromptText(texts.get(key));
        field.setTooltip(new Tooltip(texts.get(key + ".tip")));
        field.setAccessibleText(texts.get(key + ".tip"));
    }

    private Label placeholder() {
        var label = new Label(texts.get("map.near.empty"));
        label.setWrapText(true);
        label.setPadding(new javafx.geometry.Insets(12));
        label.getStyleClass().add("text-muted");
        return label;
    }

    void count(String words) {
        count.setText(words);
    }

    /// For another map of so many entries.
    void clear(int size) {
        search.clear();
        search.setPromptText(texts.get("map.search"));
        count.setText("");
        search.setDisable(size == 0);
    }

    private void choose() {
        var shown = model.mapProperty().get();
        if (shown == null) return;
        int best = shown.cloud().best(search.getText());
        if (best < 0)
            count.setText(texts.get("map.search.none", search.getText().strip()));
        else model.nearest(shown.reply().names().get(best));
    }

    /// From a neighbour to its own neighbours.
    private void step() {
        Near chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) model.nearest(chosen.name());
    }

    private void show(@Nullable NearReply reply) {
        var shown = model.mapProperty().get();
        title.setText(
                reply == null
                        ? ""
                        : texts.get(
                                "map.near", PointLabels.shortened(reply.name().strip(), 80)));
        path.setDisable(reply == null
                || shown == null
                || shown.reply().layers() < 2
                || !shown.reply().names().contains(reply.name()));
        if (reply == null) list.getItems().clear();
        else list.getItems().setAll(reply.near());
    }

    /// A name and its cosine.
    private static final class NearCell extends ListCell<Near> {
        private final Texts texts;
        private final Label name = new Label();
        private final Label cosine = new Label();
        private final HBox row;

        NearCell(Texts texts) {
            this.texts = texts;
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            cosine.getStyleClass().add("text-muted");
            cosine.setMinWidth(Region.USE_PREF_SIZE);
            row = new HBox(8, name, gap, cosine);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Near item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            name.setText(
                    item.name().isBlank()
                            ? "\"" + item.name() + "\""
                            : item.name().strip());
            cosine.setText(texts.format().number(item.cosine()));
            setAccessibleText(name.getText() + ", " + cosine.getText());
            setGraphic(row);
        }
    }
}
