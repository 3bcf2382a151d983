package glassformer.app;

import glassformer.ui.shell.PageId;
import glassformer.ui.theme.Theme;
import glassformer.ui.window.GlassformerWindow;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;

/// A window that a command drives from another thread, as a person would: by its pages and buttons.
final class HiddenWindow implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final Stage stage;
    private final GlassformerWindow window;

    private HiddenWindow(Stage stage, GlassformerWindow window) {
        this.stage = stage;
        this.window = window;
    }

    static HiddenWindow open(Places places, Locale locale, int width, int height) {
        CompletableFuture<Void> drawn = new CompletableFuture<>();
        HiddenWindow hidden = onWindow(() -> {
            Stage stage = new Stage();
            GlassformerWindow window = new GlassformerWindow(
                    stage, WindowParts.setup(places, locale, Theme.LIGHT, () -> drawn.complete(null)));
            window.show();
            stage.setWidth(width);
            stage.setHeight(height);
            return new HiddenWindow(stage, window);
        });
        drawn.join();
        return hidden;
    }

    GlassformerWindow window() {
        return window;
    }

    void page(PageId page) {
        run(() -> window.shell().pageProperty().set(page));
    }

    void theme(Theme theme) {
        run(() -> window.style().themeProperty().set(theme));
    }

    /// Presses a button when it can be pressed.
    void press(String id, Duration patience) {
        await(id, node -> !node.isDisabled() && node.isVisible(), patience);
        run(() -> ((ButtonBase) node(id)).fire());
    }

    /// Waits until a node is there and as it should be.
    void await(String id, Predicate<Node> state, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!onWindow(() -> {
            Node node = stage.getScene().lookup("#" + id);
            return node != null && state.test(node);
        })) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "#" + id + " did not get ready within " + patience.toSeconds() + " seconds");
            }
            pause(POLL_MILLIS);
        }
    }

    Optional<Node> find(String id) {
        return Optional.ofNullable(stage.getScene().lookup("#" + id));
    }

    Node node(String id) {
        return java.util.Objects.requireNonNull(stage.getScene().lookup("#" + id), id);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static void run(Runnable action) {
        onWindow(() -> {
            action.run();
            return true;
        });
    }

    static <T> T onWindow(Callable<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(action.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    /// Closes the window and its worker.
    @Override
    public void close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        run(() -> {
            stage.setOnHidden(event -> closed.complete(null));
            window.close();
        });
        closed.join();
    }
}
