package glassformer.ui.window;

import javafx.application.Platform;
import javafx.scene.Scene;

/// Runs something once, when a scene has been drawn for the first time: at its second pulse, which the toolkit does not
/// begin before the first one is rendered.
final class FirstFrame implements Runnable {
    private final Scene scene;
    private final Runnable drawn;
    private int pulses;

    private FirstFrame(Scene scene, Runnable drawn) {
        this.scene = scene;
        this.drawn = drawn;
    }

    static void of(Scene scene, Runnable drawn) {
        scene.addPostLayoutPulseListener(new FirstFrame(scene, drawn));
    }

    @Override
    public void run() {
        pulses++;
        if (pulses == 1) {
            Platform.requestNextPulse();
            return;
        }
        scene.removePostLayoutPulseListener(this);
        Platform.runLater(drawn);
    }
}
