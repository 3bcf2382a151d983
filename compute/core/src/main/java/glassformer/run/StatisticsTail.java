package glassformer.run;

import glassformer.exchange.Json;
import java.nio.file.Path;
import java.util.List;

/// Follows a `statistics.jsonl` that another process writes, reading only what was appended. For one thread.
public final class StatisticsTail {
    private final LinesTail<StatisticsLine> tail;

    public StatisticsTail(Path file) {
        tail = new LinesTail<>(file, (line, where) -> StatisticsLine.parse(Json.readObject(line, where)));
    }

    /// The lines that were finished since the last call. Where lines that were read are gone, because the
    /// run was resumed from an earlier checkpoint, [#restarted] turns true and all lines come again.
    public List<StatisticsLine> next() {
        return tail.next();
    }

    /// Whether the last [#next] began again at the first line.
    public boolean restarted() {
        return tail.restarted();
    }
}
