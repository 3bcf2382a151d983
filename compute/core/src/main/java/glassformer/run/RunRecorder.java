package glassformer.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.exchange.Json;
import glassformer.train.EarlyStopping;
import glassformer.train.Keeping;
import glassformer.train.TrainingConfig;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes a run's folder while it trains, then passes each event on.
final class RunRecorder implements Consumer<TrainingEvent>, AutoCloseable {
    private final RunFolder folder;
    private final CheckpointWriter checkpoints;
    private final StatusWriter status;
    private final RunListener listener;
    private final RunLog log;
    private final JsonLines metrics;
    private final JsonLines samples;
    private final JsonLines statistics;
    private final JsonLines probes;
    private final Keeping keeping;
    private final EarlyStopping earlyStopping;
    private final WriteGate gate;
    private final Map<Integer, Double> validation = new TreeMap<>();
    private final TensorBoardLog tensorBoard;
    private final double secondsBefore;
    private final double started;
    private final MachineUse machine;

    private double firstLoss = Double.NaN;
    private String lastSample = "";
    private Map<String, Double> measures = Map.of();

    /// @param secondsBefore of training before this process
    RunRecorder(
            RunFolder folder,
            CheckpointWriter checkpoints,
            StatusWriter status,
            RunListener listener,
            RunLog log,
            double secondsBefore,
            TrainingConfig training,
            MachineUse machine,
            Surroundings surroundings) {
        this.machine = machine;
        this.folder = folder;
        this.checkpoints = checkpoints;
        this.status = status;
        this.listener = listener;
        this.log = log;
        this.secondsBefore = secondsBefore;
        this.keeping = training.keeping();
        this.earlyStopping = training.earlyStopping();
        this.gate = surroundings.gate();
        try {
            Files.createDirectories(folder.attentionFolder());
            Files.createDirectories(folder.checkpointsFolder());
        } catch (IOException e) {
            throw Disk.cannotWrite(folder.root(), e);
        }
        this.started = seconds(surroundings.clock().instant()) - secondsBefore;
        List<Metric> earlier = folder.metrics();
        earlier.stream()
                .filter(metric -> metric.split().equals(Metric.TRAIN))
                .findFirst()
                .ifPresent(metric -> firstLoss = metric.loss());
        earlier.stream()
                .filter(metric -> metric.split().equals(Metric.VALIDATION))
                .forEach(metric -> validation.put(metric.step(), metric.loss()));
        folder.samples().forEach(sample -> lastSample = sample.text());
        // The resources come last: nothing after them can fail and leave them open.
        metrics = JsonLines.append(folder.metricsFile(), gate);
        samples = JsonLines.append(folder.samplesFile(), gate);
        statistics = JsonLines.append(folder.statisticsFile(), gate);
        probes = JsonLines.append(folder.probesFile(), gate);
        tensorBoard = new TensorBoardLog(folder.root(), started, gate);
        earlier.forEach(metric -> tensorBoard.write(metric, started + metric.seconds()));
    }

    @Override
    public void accept(TrainingEvent happened) {
        TrainingEvent event = happened instanceof TrainingEvent.Stepped step ? machine.measuredAt(step) : happened;
        switch (event) {
            case TrainingEvent.Stepped stepped -> stepped(stepped);
            case TrainingEvent.Evaluated evaluated -> evaluated(evaluated);
            case TrainingEvent.Watched watched ->
                watched.statistics().forEach(one -> statistics.write(new StatisticsLine(watched.step(), one).json()));
            case TrainingEvent.Sampled sampled -> sampled(sampled);
            case TrainingEvent.Probed probed -> probes.write(ProbeLine.json(probed.step(), probed.readings()));
            case TrainingEvent.Attended attended ->
                AttentionFile.write(folder.attentionFile(attended.step()), attended.groups(), gate);
            case TrainingEvent.CheckpointDue due -> checkpoint(due);
            case TrainingEvent.Noticed noticed -> log.write(noticed.sentence());
            case TrainingEvent.Outlier outlier -> outlier(outlier);
        }
        listener.event(event);
    }

    private void stepped(TrainingEvent.Stepped event) {
        if (Double.isNaN(firstLoss)) {
            firstLoss = event.loss();
        }
        double seconds = secondsBefore + event.seconds();
        write(new Metric(
                event.step(),
                Metric.TRAIN,
                event.loss(),
                event.learningRate(),
                event.gradientNorm(),
                event.tokensPerSecond(),
                seconds,
                event.measures()));
        status.progress(event.step(), seconds);
    }

    private void evaluated(TrainingEvent.Evaluated event) {
        double seconds = secondsBefore + event.seconds();
        write(new Metric(event.step(), Metric.VALIDATION, event.loss(), null, null, null, seconds, event.measures()));
        measures = event.measures();
        validation.put(event.step(), event.loss());
        status.progress(event.step(), seconds);
        StringBuilder line = new StringBuilder();
        event.measures().forEach((name, value) -> line.append(String.format(Locale.ROOT, ", %s %.4f", name, value)));
        log.write(String.format(Locale.ROOT, "Step %d: validation loss %.4f%s", event.step(), event.loss(), line));
    }

    private void write(Metric metric) {
        metrics.write(MetricLine.json(metric));
        tensorBoard.write(metric, started + metric.seconds());
    }

    private void sampled(TrainingEvent.Sampled event) {
        lastSample = event.text();
        ObjectNode line = Json.object();
        line.put("step", event.step()).put("prompt", event.prompt()).put("text", event.text());
        samples.write(line);
    }

    private void checkpoint(TrainingEvent.CheckpointDue event) {
        // A checkpoint promises that everything up to its step is on the disk.
        metrics.sync();
        samples.sync();
        statistics.sync();
        probes.sync();
        Checkpoint written = checkpoints.write(event, status.seconds());
        status.write();
        log.write("Step " + event.step() + ": checkpoint written to " + written.folder());
        tidy();
    }

    /// Only now, when the newer one is safely on disk.
    private void tidy() {
        List<Integer> gone = keeping.superfluous(folder.checkpointSteps(), validation, best());
        gone.forEach(step -> CheckpointWriter.remove(folder.checkpointsFolder(), step));
        if (!gone.isEmpty()) {
            log.write("Removed the checkpoints of steps " + gone + ", which training.keep does not keep");
        }
    }

    private @Nullable Integer best() {
        return earlyStopping.savesBest()
                ? validation.entrySet().stream()
                        .min(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(null)
                : null;
    }

    /// Seldom, so the file is opened each time.
    private void outlier(TrainingEvent.Outlier event) {
        ObjectNode line = Json.object();
        line.put("step", event.step()).put("loss", event.loss()).put("mean", event.mean());
        line.put("deviation", event.deviation());
        ArrayNode texts = line.putArray("texts");
        event.rows().forEach(row -> texts.add(row.text()));
        try (JsonLines outliers = JsonLines.append(folder.outliersFile(), gate)) {
            outliers.write(line);
        }
        log.write(String.format(
                Locale.ROOT,
                "Step %d: the batch's loss %.4f stands out from a mean of %.4f",
                event.step(),
                event.loss(),
                event.mean()));
    }

    double firstLoss() {
        return firstLoss;
    }

    /// Those of the last evaluation.
    Map<String, Double> measures() {
        return measures;
    }

    String lastSample() {
        return lastSample;
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    @Override
    public void close() {
        try (metrics;
                samples;
                statistics;
                probes;
                tensorBoard) {
            // Each is closed, whatever the others do.
        }
    }
}
