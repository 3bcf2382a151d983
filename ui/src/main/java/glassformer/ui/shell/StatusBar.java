package glassformer.ui.shell;

import glassformer.ui.common.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The worker's state and the last message, on the bottom edge.
final class StatusBar extends HBox {
    StatusBar(ShellViewModel model, Texts texts) {
        getStyleClass().add("status-bar");
        var dot = new Region();
        dot.getStyleClass().add("worker-dot");
        var worker = new Label();
        worker.setId("worker-state");
        worker.setMinWidth(Region.USE_PREF_SIZE);
        model.workerStateProperty().subscribe(state -> {
            dot.getStyleClass().setAll("worker-dot", state.styleClass());
            worker.setText(texts.get(state.textKey()));
        });
        var message = new Label();
        message.setId("status-message");
        message.getStyleClass().add("text-muted");
        message.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(message, Priority.ALWAYS);
        message.textProperty().bind(model.messageProperty());
        getChildren().addAll(dot, worker, message);
    }
}
