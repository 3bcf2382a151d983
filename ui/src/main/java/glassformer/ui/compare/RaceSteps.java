package glassformer.ui.compare;

import glassformer.run.Race;
import glassformer.run.RaceResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Counts a race's steps: planned, done before and done now.
final class RaceSteps {
    private final int[] planned;
    private final int[] done;
    private final boolean[] ended;
    private final boolean[] failed;
    private double seconds;
    private long steps;
    private double lastSeconds;
    private int lastStep = -1;

    /// @param unstartable numbers of the entries that could not even begin
    RaceSteps(Race race, List<RaceResult> results, Set<Integer> unstartable) {
        planned = race.entries().stream()
                .mapToInt(entry -> entry.applyTo(race.lab()).training().steps())
                .toArray();
        done = results.stream().mapToInt(result -> result.figures().step()).toArray();
        ended = new boolean[planned.length];
        failed = new boolean[planned.length];
        for (int i = 0; i < planned.length; i++) {
            failed[i] = unstartable.contains(i + 1)
                    || !results.get(i).unfinished() && !results.get(i).finished();
            ended[i] = failed[i] || results.get(i).finished();
        }
    }

    /// The pace carries over from the race's former count.
    RaceSteps withPaceOf(RaceSteps before) {
        seconds = before.seconds;
        steps = before.steps;
        return this;
    }

    /// A step of the entry with this number.
    ///
    /// @param since seconds since its training started or resumed
    void stepped(int number, int step, double since) {
        if (lastStep >= 0 && step > lastStep) {
            seconds += since - lastSeconds;
            steps += step - lastStep;
        }
        lastStep = step;
        lastSeconds = since;
        done[number - 1] = step;
    }

    /// @param number in progress; 0 where none is
    RaceProgress progress(int number) {
        long all = IntStream.of(planned).asLongStream().sum();
        long past = 0;
        for (int i = 0; i < planned.length; i++) past += ended[i] ? planned[i] : Math.min(done[i], planned[i]);
        double runShare = number == 0 ? 0 : Math.min(1, (double) done[number - 1] / planned[number - 1]);
        return new RaceProgress(
                number,
                planned.length,
                count(ended),
                count(failed),
                all == 0 ? 0 : (double) past / all,
                runShare,
                remaining(all - past));
    }

    private @Nullable Duration remaining(long left) {
        return steps == 0 ? null : Duration.ofMillis(Math.round(seconds / steps * left * 1000));
    }

    private static int count(boolean[] flags) {
        return (int) IntStream.range(0, flags.length).filter(i -> flags[i]).count();
    }
}
