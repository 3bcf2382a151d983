package glassformer.run;

import glassformer.train.TrainingControl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trains several entries of a race at once, each in a process of its own with its share of the processor's threads.
/// Times are then those of runs that disturb each other, and with another number of threads sums differ in their last
/// bits.
///
/// @param command what trains an entry, given its number: it tells what it does on its standard error, ends with 0, or
///                with 130 where it was interrupted and saved a checkpoint
public record ParallelRace(Race race, int lanes, IntFunction<List<String>> command) {
    /// Of Glassformer's own processes that were interrupted.
    private static final int INTERRUPTED = 130;

    private static final int POLL_MILLIS = 200;

    /// Hears what is run, one call at a time.
    public interface Listener {
        void begins(int number, RaceEntry entry);

        /// The entry's process has said something.
        void said(int number, String line);

        void ended(RaceResult result);
    }

    /// How many threads each process gets.
    public int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / lanes);
    }

    /// Trains what has not ended yet.
    ///
    /// @return how all entries stand, in order
    public List<RaceResult> run(TrainingControl control, Listener listener) {
        Run run = new Run(control, listener);
        race.results().stream()
                .filter(RaceResult::unfinished)
                .map(RaceResult::number)
                .forEach(run.waiting::add);
        List<Thread> threads = IntStream.rangeClosed(1, lanes)
                .mapToObj(lane -> Thread.ofPlatform().name("race-lane-" + lane).start(run::lane))
                .toList();
        threads.forEach(ParallelRace::join);
        List<RaceResult> results = race.results(run.problems);
        race.writeTable(results);
        return results;
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Run {
        private final TrainingControl control;
        private final Listener listener;
        private final Queue<Integer> waiting = new ArrayDeque<>();
        private final Map<Integer, String> problems = new HashMap<>();

        Run(TrainingControl control, Listener listener) {
            this.control = control;
            this.listener = listener;
        }

        void lane() {
            for (Integer number = next(); number != null; number = next()) {
                String problem = train(number);
                synchronized (this) {
                    if (problem != null) {
                        problems.put(number, problem);
                    }
                    listener.ended(race.result(number, problem));
                }
            }
        }

        private synchronized @Nullable Integer next() {
            Integer number = control.isStopped() ? null : waiting.poll();
            if (number != null) {
                listener.begins(number, race.entries().get(number - 1));
            }
            return number;
        }

        /// @return why it failed, or null
        private @Nullable String train(int number) {
            try {
                ProcessBuilder builder = new ProcessBuilder(command.apply(number))
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
                builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads()));
                builder.environment().putIfAbsent("GOMP_SPINCOUNT", "20000");
                Process process = builder.start();
                String[] last = {""};
                Thread reader = Thread.ofPlatform().daemon().start(() -> read(number, process, last));
                int code = waitFor(process);
                join(reader);
                return code == 0 || code == INTERRUPTED
                        ? null
                        : last[0].isEmpty() ? "The process of this run ended with the code " + code + "." : last[0];
            } catch (IOException e) {
                return "The process of this run could not be started: " + e.getMessage() + ".";
            }
        }

        /// Asks the process to save a checkpoint and end where the race is stopped.
        private int waitFor(Process process) {
            boolean told = false;
            boolean interrupted = false;
            while (true) {
                try {
                    if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                    control.stop();
                }
                if (control.isStopped() && !told) {
                    told = true;
                    process.destroy();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return process.exitValue();
        }

        private void read(int number, Process process, String[] last) {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    last[0] = line;
                    synchronized (this) {
                        listener.said(number, line);
                    }
                }
            } catch (IOException e) {
                last[0] = "Its messages broke off: " + e.getMessage() + ".";
            }
        }
    }
}
