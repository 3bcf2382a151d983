package glassformer.run;

import glassformer.BadInputException;
import glassformer.train.LossHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run on disk, live or finished. Every method reads anew.
public record RunFolder(Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final Pattern CHECKPOINT = Pattern.compile("step-(\\d{1,9})");
    private static final Pattern ATTENTION = Pattern.compile("step-(\\d{1,9})\\.safetensors");

    /// Makes the folder.
    ///
    /// @throws BadInputException where it exists and is not empty
    public static RunFolder create(Path root) {
        requireFree(root);
        try {
            Files.createDirectories(root);
            return new RunFolder(root);
        } catch (IOException e) {
            throw Disk.cannotWrite(root, e);
        }
    }

    /// @throws BadInputException where something is there that a new run would overwrite
    public static void requireFree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw new BadInputException(root + " is a file, but a new folder is needed for the run.");
        }
        try (Stream<Path> entries = Files.list(root)) {
            if (entries.findAny().isPresent()) {
                throw new BadInputException(root + " exists and is not empty: resume it or choose another folder for"
                        + " the run; nothing was overwritten.");
            }
        } catch (IOException e) {
            throw Disk.cannotRead(root, e);
        }
    }

    public Lab lab() {
        return LabFile.read(labFile());
    }

    public RunStatus status() {
        return StatusFile.read(statusFile());
    }

    public List<Metric> metrics() {
        return new MetricsTail(metricsFile()).next();
    }

    LossHistory losses() {
        List<LossHistory.Loss> training = new ArrayList<>();
        List<LossHistory.Loss> validation = new ArrayList<>();
        for (Metric metric : metrics()) {
            boolean trained = metric.split().equals(Metric.TRAIN);
            (trained ? training : validation).add(new LossHistory.Loss(metric.step(), metric.loss()));
        }
        return new LossHistory(training, validation);
    }

    public List<Sample> samples() {
        return JsonLines.read(samplesFile()).stream().map(Sample::of).toList();
    }

    /// What watched steps found, in order; none where the run watched none.
    public List<StatisticsLine> statistics() {
        return new StatisticsTail(statisticsFile()).next();
    }

    /// What the heads said of the probe sentence, in order; none where the run is of a version that did not ask.
    public List<ProbeLine> probeLines() {
        return new LinesTail<>(probesFile(), (line, where) -> Optional.of(ProbeLine.parse(line, where))).next();
    }

    /// The steps whose attention is stored, in order.
    public List<Integer> attentionSteps() {
        return steps(attentionFolder(), ATTENTION);
    }

    /// @throws BadInputException where that step has none
    public AttentionProbe attention(int step) {
        return AttentionFile.read(attentionFile(step), step);
    }

    /// How many bytes a step's attention has on disk; 0 where it is not there.
    public long attentionBytes(int step) {
        return attentionFile(step).toFile().length();
    }

    /// The same without holding it, for attention that is too large for that.
    ///
    /// @throws BadInputException as [#attention]
    public StoredAttention storedAttention(int step) {
        return StoredAttention.open(attentionFile(step), step);
    }

    /// The steps with a checkpoint, in order, whole or not.
    public List<Integer> checkpointSteps() {
        return steps(checkpointsFolder(), CHECKPOINT);
    }

    /// @throws BadInputException where that step has none; the message lists those that are there
    public Checkpoint checkpoint(int step) {
        List<Integer> steps = checkpointSteps();
        if (!steps.contains(step)) {
            throw new BadInputException(root + " has no checkpoint of step " + step + "; it has "
                    + (steps.isEmpty() ? "none" : "those of steps " + listed(steps)) + ".");
        }
        return new Checkpoint(checkpointsFolder().resolve("step-" + step), step);
    }

    /// The newest checkpoint that validates.
    public Optional<Checkpoint> latestCheckpoint() {
        return WholeCheckpoint.newest(this, Integer.MAX_VALUE).checkpoint();
    }

    /// The checkpoint to use where none is named: that which the run has as its result, else the newest that is whole.
    public Optional<Checkpoint> resultCheckpoint() {
        Integer result = resultStep();
        if (result != null && checkpointSteps().contains(result)) {
            Checkpoint checkpoint = checkpoint(result);
            try {
                checkpoint.validate();
                return Optional.of(checkpoint);
            } catch (BadInputException e) {
                LOG.warn("The run's result is passed over: {}", e.getMessage());
            }
        }
        return latestCheckpoint();
    }

    /// The step whose checkpoint is the run's result; null before it has finished.
    public @Nullable Integer resultStep() {
        return Files.isRegularFile(statusFile()) ? status().result() : null;
    }

    /// Removes a checkpoint.
    ///
    /// @throws BadInputException where there is none, or another process trains the run
    public void deleteCheckpoint(int step) {
        checkpoint(step);
        try (RunLock lock = RunLock.take(root)) {
            CheckpointWriter.remove(checkpointsFolder(), step);
        }
    }

    /// Removes the run with all that it holds.
    ///
    /// @throws BadInputException where it is none, or another process trains it
    public void delete() {
        status();
        try (RunLock lock = RunLock.take(root)) {
            // Without it the folder is no run any more, so that a deletion that breaks off leaves no torn one.
            Files.delete(statusFile());
        } catch (IOException e) {
            throw Disk.cannotWrite(root, e);
        }
        try {
            Disk.deleteTree(root);
        } catch (IOException e) {
            throw Disk.cannotWrite(root, e);
        }
    }

    /// On the disk.
    public DiskUse diskUse() {
        return DiskUse.of(this);
    }

    /// The batches whose loss stood out.
    public List<Outlier> outliers() {
        return JsonLines.read(outliersFile()).stream()
                .map(line -> {
                    List<String> texts = new ArrayList<>();
                    line.path("texts").forEach(text -> texts.add(text.asText()));
                    return new Outlier(
                            line.path("step").asInt(),
                            line.path("loss").asDouble(),
                            line.path("mean").asDouble(),
                            texts);
                })
                .toList();
    }

    public Path labFile() {
        return root.resolve(LabFile.NAME);
    }

    Path statusFile() {
        return root.resolve(StatusFile.NAME);
    }

    /// For [MetricsTail].
    public Path metricsFile() {
        return root.resolve("metrics.jsonl");
    }

    public Path samplesFile() {
        return root.resolve("samples.jsonl");
    }

    Path outliersFile() {
        return root.resolve("outliers.jsonl");
    }

    /// For [StatisticsTail].
    public Path statisticsFile() {
        return root.resolve("statistics.jsonl");
    }

    /// What the heads said of the probe sentence, a line an evaluation, see [ProbeLine].
    public Path probesFile() {
        return root.resolve("probes.jsonl");
    }

    Path attentionFolder() {
        return root.resolve("attention");
    }

    Path attentionFile(int step) {
        return attentionFolder().resolve("step-" + step + ".safetensors");
    }

    public Path checkpointsFolder() {
        return root.resolve("checkpoints");
    }

    Path logFile() {
        return root.resolve("log.txt");
    }

    /// What a run needs besides a checkpoint to go on from a step: its status, what was measured, what was stored until
    /// then.
    public List<Path> records(int step) {
        List<Path> files = new ArrayList<>(List.of(
                statusFile(), metricsFile(), samplesFile(), outliersFile(), statisticsFile(), probesFile(), logFile()));
        attentionSteps().stream()
                .filter(stored -> stored <= step)
                .map(this::attentionFile)
                .forEach(files::add);
        return files.stream().filter(Files::isRegularFile).toList();
    }

    /// The checkpoints and attention files of later steps.
    public List<Path> stateAfter(int step) {
        List<Path> later = new ArrayList<>();
        checkpointSteps().stream()
                .filter(stored -> stored > step)
                .map(stored -> checkpointsFolder().resolve("step-" + stored))
                .forEach(later::add);
        attentionSteps().stream()
                .filter(stored -> stored > step)
                .map(this::attentionFile)
                .forEach(later::add);
        return later;
    }

    private static List<Integer> steps(Path folder, Pattern pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> pattern.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Disk.cannotRead(folder, e);
        }
    }

    private static String listed(List<Integer> steps) {
        String all = steps.toString();
        String inner = all.substring(1, all.length() - 1);
        return inner.length() > 200 ? inner.substring(0, 200) + "..." : inner;
    }
}
