package glassformer.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Follows a `metrics.jsonl` that another process writes, reading only what was appended. For one thread.
public final class MetricsTail {
    private final LinesTail<Metric> tail;

    public MetricsTail(Path file) {
        tail = new LinesTail<>(file, (line, where) -> Optional.of(MetricLine.parse(line, where)));
    }

    /// The lines that were finished since the last call. Where lines that were read are gone, because the
    /// run was resumed from an earlier checkpoint, [#restarted] turns true and all lines come again.
    public List<Metric> next() {
        return tail.next();
    }

    /// Whether the last [#next] began again at the first line.
    public boolean restarted() {
        return tail.restarted();
    }
}
