package glassformer.run;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    static void requireFree(Path root) {
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

    public List<Sample> samples() {
        return JsonLines.read(samplesFile()).stream()
                .map(line -> new Sample(
                        line.path("step").asInt(),
                        line.path("prompt").asText(),
                        line.path("text").asText()))
                .toList();
    }

    /// What watched steps found, in order; none where the run watched none.
    public List<StatisticsLine> statistics() {
        return JsonLines.read(statisticsFile()).stream()
                .map(StatisticsLine::parse)
                .toList();
    }

    /// The steps whose attention is stored, in order.
    public List<Integer> attentionSteps() {
        return steps(attentionFolder(), ATTENTION);
    }

    /// @throws BadInputException where that step has none
    public AttentionProbe attention(int step) {
        return AttentionFile.read(attentionFile(step), step);
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
        for (int step : checkpointSteps().reversed()) {
            Checkpoint checkpoint = checkpoint(step);
            try {
                checkpoint.validate();
                return Optional.of(checkpoint);
            } catch (BadInputException e) {
                LOG.warn("A checkpoint is passed over: {}", e.getMessage());
            }
        }
        return Optional.empty();
    }

    Path labFile() {
        return root.resolve(LabFile.NAME);
    }

    Path statusFile() {
        return root.resolve(StatusFile.NAME);
    }

    /// For [MetricsTail].
    public Path metricsFile() {
        return root.resolve("metrics.jsonl");
    }

    Path samplesFile() {
        return root.resolve("samples.jsonl");
    }

    /// To see whether it grew.
    public Path statisticsFile() {
        return root.resolve("statistics.jsonl");
    }

    Path attentionFolder() {
        return root.resolve("attention");
    }

    Path attentionFile(int step) {
        return attentionFolder().resolve("step-" + step + ".safetensors");
    }

    Path checkpointsFolder() {
        return root.resolve("checkpoints");
    }

    Path logFile() {
        return root.resolve("log.txt");
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
