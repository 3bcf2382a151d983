package glassformer.app;

import glassformer.ui.shell.PageId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;

/// What a page shows after a few clicks more, for [PageTour].
final class TourViews {
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final long SETTLE = 1000;

    /// Pages that have something to say before the first run.
    private static final List<PageId> EMPTY = List.of(
            PageId.TRAIN, PageId.INSPECT, PageId.MAP, PageId.GENERATE, PageId.EVALUATE, PageId.COMPARE, PageId.EXPORT);

    /// Addition, which fits into a picture.
    private static final int SHOWN_KERNEL = 13;

    private final HiddenWindow window;
    private final Camera camera;

    /// Takes a picture in each theme.
    interface Camera {
        /// @return how many were taken
        int take(String name) throws IOException;
    }

    TourViews(HiddenWindow window, Camera camera) {
        this.window = window;
        this.camera = camera;
    }

    /// The pages before anything was trained.
    int empty(List<PageId> wanted) throws IOException {
        int count = 0;
        for (PageId page : EMPTY) {
            if (!wanted.contains(page)) continue;
            window.page(page);
            HiddenWindow.pause(SETTLE);
            count += camera.take(page.name().toLowerCase(Locale.ROOT) + "-empty");
        }
        return count;
    }

    /// Two architectures beside each other.
    int build(String suffix) throws IOException {
        window.press("compare-architectures", SHORT);
        HiddenWindow.pause(SETTLE);
        int count = camera.take("build-compare" + suffix);
        window.press("compare-close", SHORT);
        return count;
    }

    /// The tabs that the lab's task has besides the tokenizer.
    int data(String suffix) throws IOException {
        int count = 0;
        for (String tab : List.of("report", "masks", "augmentation")) {
            String button = "data-tab-" + tab;
            if (!HiddenWindow.onWindow(
                    () -> window.find(button).filter(Node::isVisible).isPresent())) continue;
            window.press(button, SHORT);
            HiddenWindow.pause(SETTLE);
            count += camera.take("data-" + tab + suffix);
        }
        if (count > 0) window.press("data-tab-tokenizer", SHORT);
        return count;
    }

    /// A kernel in Java and compiled, where a device has such.
    int kernels() throws IOException {
        Optional<String> button =
                HiddenWindow.onWindow(() -> window.window().root().lookupAll(".device-card .button").stream()
                        .map(Node::getId)
                        .filter(id -> id != null && id.startsWith("device-kernels-"))
                        .findFirst());
        if (button.isEmpty()) return 0;
        window.press(button.get(), SHORT);
        HiddenWindow.run(() ->
                ((ListView<?>) window.node("kernels-list")).getSelectionModel().select(SHOWN_KERNEL));
        HiddenWindow.pause(SETTLE);
        window.await("kernels-compiling", node -> !node.isVisible(), SHORT);
        HiddenWindow.pause(SETTLE);
        int count = camera.take("devices-kernels");
        window.press("kernels-back", SHORT);
        return count;
    }

    /// A word's neighbours, its way through the layers, and the layers of two runs.
    int map(String word, String suffix) throws IOException {
        HiddenWindow.run(() -> {
            var search = (TextField) window.node("map-search");
            search.setText(word);
            search.fireEvent(new ActionEvent());
        });
        window.await("map-follow", node -> !node.isDisabled(), SHORT);
        int count = camera.take("map-near" + suffix);
        window.press("map-follow", SHORT);
        window.await("map-path-steps", node -> !((GridPane) node).getChildren().isEmpty(), LONG);
        HiddenWindow.pause(SETTLE);
        count += camera.take("map-path" + suffix);
        window.press("map-view-similarity", SHORT);
        HiddenWindow.pause(SETTLE);
        HiddenWindow.run(() ->
                ((ComboBox<?>) window.node("map-other")).getSelectionModel().selectFirst());
        window.press("map-compare", SHORT);
        window.await("map-compare", node -> !node.isDisabled(), LONG);
        HiddenWindow.pause(SETTLE);
        count += camera.take("map-similarity" + suffix);
        window.press("map-view-cloud", SHORT);
        return count;
    }

    /// What a page that is longer than the window has further below, in as many steps.
    int below(String scroll, int steps, String name) throws IOException {
        int count = 0;
        for (int i = 1; i <= steps; i++) {
            double share = i / (double) steps;
            HiddenWindow.run(() -> ((ScrollPane) window.node(scroll)).setVvalue(share));
            HiddenWindow.pause(SETTLE);
            count += camera.take(steps == 1 ? name : name + "-" + i);
        }
        HiddenWindow.run(() -> ((ScrollPane) window.node(scroll)).setVvalue(0));
        return count;
    }
}
