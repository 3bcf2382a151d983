package glassformer.ui.bench;

import java.util.Arrays;
import javafx.animation.AnimationTimer;

/// Takes the time from pulse to pulse while it runs; a pulse that the window's thread was too busy for makes a long
/// one. Use on the JavaFX thread.
public final class FrameMeter {
    private final AnimationTimer timer;
    private long[] times = new long[4096];
    private int count;
    private long last;

    public FrameMeter() {
        timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                pulse(System.nanoTime());
            }
        };
    }

    /// Forgets what was measured and begins again.
    public void start() {
        count = 0;
        last = 0;
        timer.start();
    }

    /// @throws IllegalArgumentException where there were not two pulses
    public FrameTimes stop() {
        timer.stop();
        return FrameTimes.of(Arrays.copyOf(times, count));
    }

    private void pulse(long now) {
        if (last != 0) {
            if (count == times.length) times = Arrays.copyOf(times, count * 2);
            times[count++] = now - last;
        }
        last = now;
    }
}
