package glassformer.ui.importing;

import glassformer.ui.common.Texts;
import glassformer.ui.importing.ImportViewModel.State;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What an import would do, how far it is and what came of it, above whatever page is open; nothing while there is
// none.
public final class ImportCard extends VBox {
    private final ImportViewModel model;
    private final Texts texts;
    private final Button begin = new Button();
    private final Button beside = new Button();
    private final Button open = new Button();
    private final Button close = new Button();
    private final FontIcon icon = new FontIcon(Feather.DOWNLOAD);

    public ImportCard(ImportViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("import-card");
        getStyleClass().addAll("banner", "import-card");
        VBox.setMargin(this, new Insets(8, 16, 0, 16));
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(model.titleProperty().concat(" ").concat(model.wordsProperty()));
        var title = label("import-title", "row-title");
        title.textProperty().bind(model.titleProperty());
        HBox.setHgrow(title, Priority.ALWAYS);
        var line = new HBox(icon, title, begin, beside, open, close);
        line.getStyleClass().add("banner-line");
        var words = label("import-words", "text-muted");
        words.textProperty().bind(model.wordsProperty());
        words.managedProperty().bind(model.wordsProperty().isNotEmpty());
        var bar = new ProgressBar();
        bar.setId("import-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("import.progress.bar"));
        bar.managedProperty().bind(bar.visibleProperty());
        getChildren().addAll(line, bar, words);
        setAlignment(Pos.TOP_LEFT);
        buttons();
        model.stateProperty().subscribe(state -> {
            bar.progressProperty().unbind();
            if (state == State.BUSY) bar.progressProperty().bind(model.fractionProperty());
            else bar.setProgress(ProgressIndicator.INDETERMINATE_PROGRESS);
            bar.setVisible(state == State.BUSY || state == State.LOOKING);
            show(state);
        });
        model.planProperty().subscribe(plan -> {
            boolean taken = plan != null && plan.taken();
            begin.setText(texts.get(taken ? "import.replace" : "import.begin"));
            beside.setVisible(taken);
        });
    }

    private static Label label(String id, String style) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private void buttons() {
        button(begin, "import-begin", model::begin);
        begin.getStyleClass().add("accent");
        button(beside, "import-beside", model::beginBeside);
        beside.setText(texts.get("import.beside"));
        beside.setVisible(false);
        button(open, "import-open", model::open);
        open.getStyleClass().add("accent");
        open.setText(texts.get("import.open"));
        button(close, "import-close", model::close);
    }

    private static void button(Button button, String id, Runnable action) {
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(event -> action.run());
    }

    private void show(State state) {
        setVisible(state != State.IDLE);
        setManaged(state != State.IDLE);
        begin.setVisible(state == State.PLANNED);
        open.setVisible(state == State.OURS || state == State.DONE);
        close.setText(texts.get(
                switch (state) {
                    case LOOKING, PLANNED, BUSY, OURS -> "export.cancel";
                    case IDLE, DONE, PROBLEM -> "import.close";
                }));
        getStyleClass().removeAll("banner-error", "banner-success");
        icon.setIconCode(
                switch (state) {
                    case PROBLEM -> Feather.ALERT_TRIANGLE;
                    case DONE -> Feather.CHECK_CIRCLE;
                    case IDLE, LOOKING, OURS, PLANNED, BUSY -> Feather.DOWNLOAD;
                });
        switch (state) {
            case PROBLEM -> getStyleClass().add("banner-error");
            case DONE -> getStyleClass().add("banner-success");
            case IDLE, LOOKING, OURS, PLANNED, BUSY -> {}
        }
        // The next key goes on, whatever had the focus.
        switch (state) {
            case PLANNED -> Platform.runLater(begin::requestFocus);
            case OURS, DONE -> Platform.runLater(open::requestFocus);
            case PROBLEM -> Platform.runLater(close::requestFocus);
            case IDLE, LOOKING, BUSY -> {}
        }
    }
}
