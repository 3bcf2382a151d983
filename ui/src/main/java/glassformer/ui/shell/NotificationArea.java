package glassformer.ui.shell;

import glassformer.ui.common.Texts;
import javafx.collections.ListChangeListener;
import javafx.scene.layout.VBox;

/// The banners between the top bar and the page. Only the newest few show, so that the page stays usable.
final class NotificationArea extends VBox {
    private static final int SHOWN = 3;

    private final ShellViewModel model;
    private final Texts texts;

    NotificationArea(ShellViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("notification-area");
        model.notifications().addListener((ListChangeListener<Notification>) change -> update());
        update();
    }

    private void update() {
        var banners = model.notifications().stream()
                .limit(SHOWN)
                .map(notification -> existing(notification))
                .toList();
        getChildren().setAll(banners);
        setVisible(!banners.isEmpty());
        setManaged(!banners.isEmpty());
    }

    private Banner existing(Notification notification) {
        return getChildren().stream()
                .map(Banner.class::cast)
                .filter(banner -> banner.notification().equals(notification))
                .findFirst()
                .orElseGet(() -> new Banner(notification, texts, () -> model.dismiss(notification)));
    }
}
