package glassformer.ui.common;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How far something is, seen while it goes on; with the button that stops it, for wherever it belongs.
public final class ProgressRow extends HBox {
    private final String id;
    private final ReadOnlyBooleanProperty busy;

    /// @param id of the page: the bar's ends in `-progress`, the sentence's in `-doing`, the button's in `-cancel`
    public ProgressRow(String id, ReadOnlyObjectProperty<WorkProgress> progress, ReadOnlyBooleanProperty busy) {
        this.id = id;
        this.busy = busy;
        getStyleClass().add("inspect-bar");
        setMinHeight(Region.USE_PREF_SIZE);
        var bar = new ProgressBar();
        bar.setId(id + "-progress");
        bar.setPrefWidth(220);
        var doing = new Label();
        doing.setId(id + "-doing");
        doing.getStyleClass().add("text-muted");
        progress.subscribe(now -> {
            bar.setProgress(now.share() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : now.share());
            doing.setText(now.sentence());
        });
        getChildren().addAll(bar, doing);
        visibleProperty().bind(busy);
    }

    public Button stop(String text, Runnable cancel) {
        var stop = new Button(text, new FontIcon(Feather.SQUARE));
        stop.setId(id + "-cancel");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.disableProperty().bind(busy.not());
        stop.setOnAction(event -> cancel.run());
        return stop;
    }
}
