package glassformer.ui.compare;

import glassformer.run.ComparedRun;
import glassformer.run.Metric;
import glassformer.run.MetricsTail;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.ui.train.RunCurves;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that is compared, followed by what its folder tells. [#read] belongs to one background task at a time,
/// everything else to the window's thread.
final class FollowedRun {
    private final Path folder;
    private final MetricsTail tail;
    private final List<Metric> read = new ArrayList<>();
    private final RunCurves curves = new RunCurves();
    private @Nullable ComparedRun run;

    FollowedRun(Path folder) {
        this.folder = folder;
        this.tail = new MetricsTail(new RunFolder(folder).metricsFile());
    }

    /// @param run    null while there is none
    /// @param again  whether the curves begin anew
    record News(@Nullable ComparedRun run, boolean again, List<Metric> metrics) {}

    /// Blocks on the disk.
    ///
    /// @throws glassformer.BadInputException where the folder is damaged
    News read() {
        RunFolder now = new RunFolder(folder);
        if (!Files.isDirectory(folder)) return new News(null, true, List.of());
        RunStatus status = now.status();
        List<Metric> fresh = tail.next();
        if (tail.restarted()) read.clear();
        read.addAll(fresh);
        return new News(ComparedRun.of(folder, now.lab(), status, read), tail.restarted(), fresh);
    }

    void apply(News news) {
        if (news.again()) curves.clear();
        news.metrics().forEach(curves::add);
        run = news.run();
    }

    Path folder() {
        return folder;
    }

    RunCurves curves() {
        return curves;
    }

    /// As it was read last; null where there was none.
    @Nullable
    ComparedRun run() {
        return run;
    }

    /// Whether its folder may have grown since.
    boolean mayGrow() {
        ComparedRun known = run;
        return known == null || RunStage.of(known.status()).isLive();
    }
}
