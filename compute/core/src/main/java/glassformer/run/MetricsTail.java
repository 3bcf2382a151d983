package glassformer.run;

import java.nio.file.Path;
import java.util.List;

/// Follows a `metrics.jsonl` that another process writes, reading only what was appended.
public final class MetricsTail {
    private final Path file;

    public MetricsTail(Path file) {
        this.file = file;
    }

    /// The lines that were finished since the last call. Where the file has become shorter, because the
    /// run was resumed from an earlier checkpoint, [#restarted] turns true and all lines come again.
    public List<Metric> next() {
        throw new UnsupportedOperationException(file.toString());
    }

    /// Whether the last [#next] began again at the first line.
    public boolean restarted() {
        throw new UnsupportedOperationException();
    }
}
