package glassformer.ui.common;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// An action that many changes ask for and that runs once, at the next pulse of the window.
///
/// [#request()] may be called from any thread, any number of times. The timer stops itself after each run, so a
/// window in which nothing changes draws nothing.
public final class OncePerPulse {
    private final Runnable action;
    private final AnimationTimer timer;
    private boolean pending;

    public OncePerPulse(Runnable action) {
        this.action = action;
        this.timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                runNow();
            }
        };
    }

    /// Has the action run at the next pulse.
    public void request() {
        if (!Platform.isFxApplicationThread()) {
            Platform.runLater(this::request);
            return;
        }
        if (pending) return;
        pending = true;
        timer.start();
    }

    /// Runs the action right away on the JavaFX thread, in place of a pending run.
    public void runNow() {
        timer.stop();
        pending = false;
        action.run();
    }

    /// True while a run is waiting for its pulse.
    public boolean isPending() {
        return pending;
    }
}
