package glassformer.worker;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.RunSummary;
import glassformer.run.Runs;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one training of a worker, on a thread of its own.
final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    private final Runs runs;
    private final Supplier<WorkerEvents> events;
    private @Nullable Running running;
    /// Whether the one that runs or ran last has nothing left to do but to tell its end: who hears of that may start
    /// the next.
    private boolean over = true;

    Training(Runs runs, Supplier<WorkerEvents> events) {
        this.runs = runs;
        this.events = events;
    }

    private record Running(Path run, TrainingControl control, TrainingReporter reporter, Thread thread) {}

    WorkerService.Accepted start(WorkerService.TrainRequest request) {
        Lab lab = LabFile.parse(request.lab(), "the lab");
        lab.validate();
        Path run = Path.of(request.run());
        return begin(run, job -> runs.start(lab, Path.of(request.labFolder()), run, job.reporter(), job.control()));
    }

    WorkerService.Accepted resume(WorkerService.ResumeRequest request) {
        Path run = Path.of(request.run());
        return begin(run, job -> runs.resume(run, request.step(), request.changed(), job.reporter(), job.control()));
    }

    WorkerService.TrainingStatus pause() {
        active().control().pause();
        return status();
    }

    WorkerService.TrainingStatus unpause() {
        active().control().unpause();
        return status();
    }

    WorkerService.TrainingStatus stop() {
        active().control().stop();
        return status();
    }

    synchronized WorkerService.TrainingStatus status() {
        if (running == null) {
            return new WorkerService.TrainingStatus(false, false, null, 0);
        }
        return new WorkerService.TrainingStatus(
                !over,
                running.control().isPaused(),
                running.run().toString(),
                running.reporter().step());
    }

    /// Stops and waits for the checkpoint, at most so long.
    void close(int seconds) {
        Running job;
        synchronized (this) {
            job = running;
        }
        if (job == null) {
            return;
        }
        job.control().stop();
        try {
            job.thread().join(TimeUnit.SECONDS.toMillis(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized WorkerService.Accepted begin(Path run, Function<Running, RunSummary> work) {
        if (running != null && !over) {
            throw new BadInputException(
                    "A training is running already, in " + running.run() + ": stop it before starting another.");
        }
        TrainingControl control = new TrainingControl();
        TrainingReporter reporter = new TrainingReporter(run.toString(), events.get());
        Thread thread = Thread.ofPlatform().name("training").unstarted(() -> train(run, work));
        running = new Running(run, control, reporter, thread);
        over = false;
        thread.start();
        return new WorkerService.Accepted(run.toString());
    }

    private void train(Path run, Function<Running, RunSummary> work) {
        try {
            RunSummary summary = work.apply(current());
            ended();
            events.get().finished(TrainingReporter.finished(summary));
        } catch (Throwable problem) {
            ended();
            if (WorkerError.of(problem) == WorkerError.UNEXPECTED) {
                LOG.error("Training in {} failed", run, problem);
            }
            events.get()
                    .failed(new WorkerEvents.Failed(
                            run.toString(),
                            WorkerError.sentence(problem),
                            WorkerError.of(problem).name()));
        }
    }

    private synchronized void ended() {
        over = true;
    }

    private synchronized Running current() {
        return java.util.Objects.requireNonNull(running);
    }

    private synchronized Running active() {
        if (running == null || over) {
            throw new BadInputException("No training is running.");
        }
        return running;
    }
}
