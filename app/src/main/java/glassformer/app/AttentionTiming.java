package glassformer.app;

import glassformer.ui.heatmap.HeatmapBench;
import glassformer.ui.heatmap.HeatmapGrid;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.shell.PageId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/// Opens a run with a large attention on the whole window's Inspect page, with software rendering, and pans and zooms
/// it.
final class AttentionTiming {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private AttentionTiming() {}

    /// @param openMs       from choosing the run until the large head is there, every pixel from its own weights
    /// @param thumbnailsMs the same until all thumbnails are there, too
    /// @param heapBytes    the most that the heap's parts have held, each at its own worst
    record Result(double openMs, double thumbnailsMs, HeatmapBench.Result frames, long heapBytes) {}

    static Result of(Path run, int frames) throws IOException {
        HeadlessToolkit.choose();
        Platform.startup(() -> Platform.setImplicitExit(false));
        try (TemporaryFolder home = TemporaryFolder.create("attention");
                HiddenWindow window =
                        HiddenWindow.open(new Places(home.path(), home.path()), Locale.ENGLISH, 1280, 860)) {
            window.page(PageId.INSPECT);
            HiddenWindow.pause(1000);
            long begin = System.nanoTime();
            HiddenWindow.run(() -> window.window().session().runProperty().set(run));
            double[] times = new double[2];
            HeatmapView view = (HeatmapView) HiddenWindow.onWindow(() -> window.node("inspect-head"));
            HeatmapGrid grid = (HeatmapGrid) HiddenWindow.onWindow(() -> window.node("inspect-heads"));
            await(begin, () -> {
                double now = (System.nanoTime() - begin) / 1e6;
                if (times[0] == 0 && view.matrixProperty().get() != null && view.isSharp()) {
                    times[0] = now;
                }
                if (times[1] == 0 && grid.isWhole()) {
                    times[1] = now;
                }
                return times[0] > 0 && times[1] > 0;
            });
            CompletableFuture<HeatmapBench.Result> measured = new CompletableFuture<>();
            HiddenWindow.run(() -> new HeatmapBench(view).start(frames, measured::complete));
            return new Result(times[0], times[1], measured.join(), heap());
        } finally {
            Platform.exit();
        }
    }

    private static void await(long begin, BooleanSupplier done) {
        while (!HiddenWindow.onWindow(done::getAsBoolean)) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IllegalStateException("the attention did not come within two minutes");
            }
            HiddenWindow.pause(10);
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
