package glassformer.app;

import glassformer.run.RunListener;
import glassformer.train.TrainingEvent;
import java.util.Locale;

/// Shows a training as it goes: a bar that is drawn over on a terminal, a line every few seconds elsewhere.
final class Progress implements RunListener {
    private static final int BAR = 20;
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 5_000_000_000L;
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final Console console;
    private final int steps;
    private double validation = Double.NaN;
    private long shownAt;
    private int firstStep = -1;
    private String phase = "";
    private boolean drawn;

    Progress(Console console, int steps) {
        this.console = console;
        this.steps = steps;
    }

    @Override
    public void phase(String sentence, double progress) {
        String line = progress < 0 ? sentence : sentence + String.format(Locale.ROOT, " %3.0f %%", 100 * progress);
        if (console.interactive()) {
            draw(line);
        } else if (!sentence.equals(phase)) {
            console.err().println(sentence);
        }
        phase = sentence;
    }

    @Override
    public void event(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Stepped stepped -> stepped(stepped);
            case TrainingEvent.Evaluated evaluated -> {
                validation = evaluated.loss();
                note(String.format(Locale.ROOT, "step %d: validation loss %.4f", evaluated.step(), evaluated.loss()));
            }
            case TrainingEvent.Sampled sampled -> {}
            case TrainingEvent.Watched watched -> {}
            case TrainingEvent.Probed probed -> {}
            case TrainingEvent.Attended attended -> {}
            case TrainingEvent.CheckpointDue checkpoint -> {}
            case TrainingEvent.Noticed noticed -> note(noticed.sentence());
            case TrainingEvent.Outlier outlier ->
                note(String.format(
                        Locale.ROOT,
                        "step %d: the batch's loss %.4f stands out from a mean of %.4f",
                        outlier.step(),
                        outlier.loss(),
                        outlier.mean()));
        }
    }

    /// Takes the bar away.
    void end() {
        if (drawn) {
            console.err().print(CLEAR_LINE);
            console.err().flush();
            drawn = false;
        }
    }

    private void stepped(TrainingEvent.Stepped stepped) {
        if (firstStep < 0) {
            firstStep = stepped.step() - 1;
        }
        long now = System.nanoTime();
        boolean last = stepped.step() == steps;
        if (!last && now - shownAt < (console.interactive() ? TERMINAL_NANOS : PLAIN_NANOS)) {
            return;
        }
        shownAt = now;
        String text = String.format(
                Locale.ROOT,
                "%d/%d  loss %.3f%s  %s tokens/s  %s left",
                stepped.step(),
                steps,
                stepped.loss(),
                Double.isNaN(validation) ? "" : String.format(Locale.ROOT, "  validation %.3f", validation),
                count(stepped.tokensPerSecond()),
                duration(secondsLeft(stepped)));
        if (console.interactive()) {
            int full = (int) ((long) BAR * stepped.step() / steps);
            draw("[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + text);
        } else {
            console.err().println(text);
        }
    }

    private double secondsLeft(TrainingEvent.Stepped stepped) {
        int done = stepped.step() - firstStep;
        return stepped.seconds() / done * (steps - stepped.step());
    }

    @Override
    public void note(String line) {
        end();
        console.err().println(line);
    }

    private void draw(String line) {
        console.err().print(CLEAR_LINE + line);
        console.err().flush();
        drawn = true;
    }

    static String count(double number) {
        return number >= 1e6
                ? String.format(Locale.ROOT, "%.2fM", number / 1e6)
                : number >= 1e4
                        ? String.format(Locale.ROOT, "%.1fk", number / 1e3)
                        : String.format(Locale.ROOT, "%.0f", number);
    }

    static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
