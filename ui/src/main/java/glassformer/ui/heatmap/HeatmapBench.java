package glassformer.ui.heatmap;

import glassformer.ui.bench.FrameTimes;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.image.WritableImage;

/// Zooms into a heatmap and out again and pans it along its diagonal and across, a frame a pulse. Use on the JavaFX
/// thread.
public final class HeatmapBench {
    private static final double CLOSEST = 64;

    private final HeatmapView view;
    private final WritableImage pixels;

    /// @param draw   from the change of the view until everything is handed to the renderer
    /// @param pixels the same and the picture's pixels, by software where the toolkit has no graphics card
    /// @param sharp  the share of frames that stood in for nothing
    public record Result(FrameTimes draw, FrameTimes pixels, double sharp) {}

    /// @param view that shows something
    public HeatmapBench(HeatmapView view) {
        this.view = view;
        this.pixels = new WritableImage((int) Math.ceil(view.getWidth()), (int) Math.ceil(view.getHeight()));
    }

    /// @param done gets the times of so many pulses
    public void start(int frames, Consumer<Result> done) {
        long[] draws = new long[frames];
        long[] whole = new long[frames];
        new AnimationTimer() {
            private int next;
            private int sharp;

            @Override
            public void handle(long now) {
                Window seen = window(next / (double) frames);
                long begin = System.nanoTime();
                view.setWindow(seen);
                view.drawNow();
                draws[next] = System.nanoTime() - begin;
                view.snapshot(null, pixels);
                whole[next] = System.nanoTime() - begin;
                sharp += view.isSharp() ? 1 : 0;
                if (++next == frames) {
                    stop();
                    done.accept(new Result(FrameTimes.of(draws), FrameTimes.of(whole), sharp / (double) frames));
                }
            }
        }.start();
    }

    private Window window(double at) {
        Cells cells = java.util.Objects.requireNonNull(view.matrixProperty().get());
        double part = at * 3 % 1;
        double size = at < 1 / 3.0 ? Math.pow(CLOSEST, -Math.sin(part * Math.PI)) : at < 2 / 3.0 ? 1 / 16.0 : 0.4;
        double rows = cells.rows() * size;
        double columns = cells.columns() * size;
        double down = at < 1 / 3.0 ? 0.7 : part;
        double along = at < 1 / 3.0 ? 0.3 : at < 2 / 3.0 ? part : 1 - part;
        return new Window((cells.rows() - rows) * down, (cells.columns() - columns) * along, rows, columns);
    }
}
