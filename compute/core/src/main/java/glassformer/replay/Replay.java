package glassformer.replay;

import glassformer.run.AttentionProbe;
import glassformer.run.ProbeLine;
import glassformer.run.RunFolder;
import glassformer.run.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A run as a sequence of evaluations, which may still be growing. What it keeps is a few numbers a step; patterns,
/// probabilities and texts are read when a frame is asked for. Reads from disk; for one thread at a time.
public final class Replay {
    private final RunFolder run;
    private final Losses losses;
    private final LineIndex samples;
    private final LineIndex probes;
    private List<Integer> attention = List.of();
    private List<Integer> steps = List.of();

    private Replay(RunFolder run) {
        this.run = run;
        this.losses = new Losses(run.metricsFile());
        this.samples = new LineIndex(run.samplesFile());
        this.probes = new LineIndex(run.probesFile());
    }

    /// A run as it stands.
    ///
    /// @throws glassformer.BadInputException where the folder is no run or is damaged
    public static Replay open(Path folder) {
        RunFolder run = new RunFolder(folder);
        run.status();
        Replay replay = new Replay(run);
        replay.refresh();
        return replay;
    }

    public RunFolder run() {
        return run;
    }

    /// The folder's own name.
    public String name() {
        Path own = run.root().toAbsolutePath().normalize().getFileName();
        return own == null ? run.root().toString() : own.toString();
    }

    /// Takes in what the run has stored since.
    ///
    /// @return whether there are other evaluations than before
    public boolean refresh() {
        losses.refresh();
        samples.refresh();
        probes.refresh();
        attention = run.attentionSteps();
        Set<Integer> all = new TreeSet<>(losses.validation().keySet());
        all.addAll(attention);
        all.addAll(samples.steps());
        all.addAll(probes.steps());
        List<Integer> now = List.copyOf(all);
        boolean changed = !now.equals(steps);
        steps = now;
        return changed;
    }

    /// Another number where what was read of some steps may not be so any more, because the run was resumed from an
    /// earlier checkpoint.
    int generation() {
        return losses.restarts() + samples.restarts() + probes.restarts();
    }

    /// The steps of the evaluations, ascending.
    public List<Integer> steps() {
        return steps;
    }

    /// The steps whose attention was stored, ascending.
    public List<Integer> attentionSteps() {
        return attention;
    }

    /// How much was stored: grows also where a part of an evaluation arrives after the others.
    public int stored() {
        return attention.size() + probes.steps().size() + samples.steps().size() + losses.updates();
    }

    public Losses losses() {
        return losses;
    }

    /// The evaluation at a step, or the last one before it; none before the first.
    public Optional<Integer> nearest(int step) {
        int found = Collections.binarySearch(steps, step);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? Optional.empty() : Optional.of(steps.get(index));
    }

    /// What none of the evaluations stored; nothing while there is no evaluation.
    public Set<Stored> missing() {
        Set<Stored> missing = EnumSet.noneOf(Stored.class);
        if (!steps.isEmpty()) {
            if (attention.isEmpty()) {
                missing.add(Stored.ATTENTION);
            }
            if (probes.steps().isEmpty()) {
                missing.add(Stored.PROBABILITIES);
            }
            if (samples.steps().isEmpty()) {
                missing.add(Stored.TEXT);
            }
        }
        return missing;
    }

    /// Reads one evaluation.
    ///
    /// @throws glassformer.BadInputException where what it stored is damaged
    public Frame frame(int step) {
        return new Frame(
                step,
                attention.contains(step) ? run.attention(step).groups() : List.of(),
                probes.line(step)
                        .map(line -> ProbeLine.parse(line, where(run.probesFile(), step)))
                        .map(ProbeLine::readings)
                        .orElse(List.of()),
                samples.line(step)
                        .map(line -> Sample.parse(line, where(run.samplesFile(), step)))
                        .orElse(null),
                losses.validation().getOrDefault(step, Double.NaN),
                losses.trainingAt(step));
    }

    /// The patterns alone.
    ///
    /// @throws glassformer.BadInputException where the step has none or they are damaged
    AttentionProbe attention(int step) {
        return run.attention(step);
    }

    private static String where(Path file, int step) {
        return file + ", the line of step " + step + ",";
    }

    /// All steps at which one of several runs has an evaluation, ascending.
    public static List<Integer> together(List<Replay> replays) {
        Set<Integer> all = new TreeSet<>();
        replays.forEach(replay -> all.addAll(replay.steps()));
        return new ArrayList<>(all);
    }
}
