package glassformer.ui.train;

import glassformer.ui.common.Texts;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Sentences about what went wrong or has to be known: nothing where there is nothing to say.
final class NoticeBox extends VBox {
    private final Texts texts;

    NoticeBox(TrainViewModel model, DevicesViewModel devices, Texts texts) {
        this.texts = texts;
        getStyleClass().add("spacing-8");
        HBox notice = line("train-notice", Feather.ALERT_OCTAGON, "banner-error");
        model.noticeProperty().subscribe(now -> {
            show(notice, now == null ? null : now.sentence());
            boolean error = now == null || now.error();
            notice.getStyleClass().setAll("banner", "banner-line", error ? "banner-error" : "banner-info");
            icon(notice).setIconCode(error ? Feather.ALERT_OCTAGON : Feather.INFO);
        });
        HBox device = line("train-device-problem", Feather.ALERT_TRIANGLE, "banner-warning");
        devices.problemProperty().subscribe(problem -> show(device, problem.isEmpty() ? null : problem));
        HBox other = line("train-elsewhere", Feather.ACTIVITY, "banner-info");
        other.getChildren().add(showTraining(model));
        model.elsewhereProperty().subscribe(run -> show(other, run == null ? null : elsewhere(run)));
        getChildren().addAll(notice, other, device);
        managedProperty()
                .bind(notice.visibleProperty().or(other.visibleProperty()).or(device.visibleProperty()));
    }

    private String elsewhere(Path run) {
        return texts.get("train.elsewhere", TrainHeader.shortName(run));
    }

    private Button showTraining(TrainViewModel model) {
        var button = new Button(texts.get("train.elsewhere.show"));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> model.showTraining());
        return button;
    }

    private static HBox line(String id, Feather icon, String style) {
        var text = new Label();
        text.setId(id);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var line = new HBox(new FontIcon(icon), text);
        line.getStyleClass().setAll("banner", "banner-line", style);
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    private static FontIcon icon(HBox line) {
        return (FontIcon) line.getChildren().getFirst();
    }

    private static void show(HBox line, @Nullable String sentence) {
        line.setVisible(sentence != null);
        ((Label) line.getChildren().get(1)).setText(sentence == null ? "" : sentence);
    }
}
