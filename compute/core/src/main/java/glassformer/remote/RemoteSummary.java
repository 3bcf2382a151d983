package glassformer.remote;

import glassformer.run.MemoryUse;
import glassformer.run.Metric;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.run.RunSummary;
import glassformer.run.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How a run ended, as its folder tells.
final class RemoteSummary {
    private RemoteSummary() {}

    /// @param tokensPerSecond of the whole run; NaN takes that of its last step
    static RunSummary of(Path run, double tokensPerSecond) {
        RunFolder folder = new RunFolder(run);
        RunStatus status = folder.status();
        List<Metric> metrics = folder.metrics();
        List<Metric> train = split(metrics, Metric.TRAIN);
        List<Metric> validation = split(metrics, Metric.VALIDATION);
        List<Sample> samples = folder.samples();
        Double last = train.isEmpty() ? null : train.getLast().tokensPerSecond();
        return new RunSummary(
                run,
                status.state(),
                status.step(),
                status.result() == null ? status.step() : status.result(),
                train.isEmpty() ? Double.NaN : train.getFirst().loss(),
                train.isEmpty() ? Double.NaN : train.getLast().loss(),
                validation.isEmpty() ? Double.NaN : validation.getLast().loss(),
                Double.isNaN(tokensPerSecond) && last != null ? last : tokensPerSecond,
                status.parameters(),
                status.seconds(),
                samples.isEmpty() ? "" : samples.getLast().text(),
                validation.isEmpty() ? Map.of() : validation.getLast().measures(),
                status.memory() == null ? new MemoryUse(0, 0, 0) : status.memory());
    }

    private static List<Metric> split(List<Metric> metrics, String name) {
        return metrics.stream().filter(metric -> metric.split().equals(name)).toList();
    }
}
