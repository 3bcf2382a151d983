package glassformer.app;

import glassformer.run.Lab;
import glassformer.samples.SampleLabs;
import glassformer.ui.bench.FrameMeter;
import glassformer.ui.bench.FrameTimes;
import glassformer.ui.shell.PageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.application.Platform;

/// The whole window on its Train page while the sample trains in a worker process beside it.
final class FrameBench {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private FrameBench() {}

    /// @param steps training steps that were shown meanwhile
    record Result(int frames, double p50, double p95, int steps) {}

    static Result measure(int seconds) throws IOException {
        Platform.startup(() -> Platform.setImplicitExit(false));
        Lab lab = new SampleLabs().lab("wordnet-gpt").with("training.steps", 1_000_000);
        try (TemporaryFolder folder = TemporaryFolder.create("frames")) {
            return measure(lab, folder.path(), seconds);
        } finally {
            Platform.exit();
        }
    }

    private static Result measure(Lab lab, Path home, int seconds) throws IOException {
        try (HiddenWindow window = HiddenWindow.open(new Places(home, home), Locale.ENGLISH, 1280, 800)) {
            HiddenWindow.run(() -> window.window().session().open(lab, null, home));
            window.page(PageId.TRAIN);
            window.press("train-start", PATIENCE);
            window.await("train-pause", node -> !node.isDisabled(), PATIENCE);
            HiddenWindow.pause(5000);
            FrameMeter meter = HiddenWindow.onWindow(FrameMeter::new);
            int before = steps(home);
            HiddenWindow.run(meter::start);
            HiddenWindow.pause(1000L * seconds);
            FrameTimes times = HiddenWindow.onWindow(meter::stop);
            int steps = steps(home) - before;
            window.press("train-stop", PATIENCE);
            window.await("train-summary", javafx.scene.Node::isVisible, PATIENCE);
            return new Result(times.pulses(), times.p50(), times.p95(), steps);
        }
    }

    /// Lines of the run's metrics.
    private static int steps(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            Path metrics = files.filter(file -> file.endsWith("metrics.jsonl"))
                    .findFirst()
                    .orElseThrow();
            try (Stream<String> lines = Files.lines(metrics)) {
                return (int) lines.count();
            }
        }
    }
}
