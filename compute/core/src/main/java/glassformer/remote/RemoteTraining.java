package glassformer.remote;

import glassformer.engine.DeviceUnavailableException;
import glassformer.run.Checkpoint;
import glassformer.run.Disk;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.RunLock;
import glassformer.run.RunStatus;
import glassformer.run.RunSummary;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import glassformer.worker.WorkerException;
import glassformer.worker.WorkerFiles;
import glassformer.worker.WorkerService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run on another machine, over as many connections as it takes.
final class RemoteTraining implements AutoCloseable {
    private final Supplier<RemoteWorker> connect;
    private final RemotePlace place;
    private final Path run;
    private final RunListener listener;
    private final TrainingControl control;
    private final Retrying retrying;
    private RemoteWorker worker;
    private RemoteFiles files;
    /// The run's folder at the far end, relative to the shared one.
    private String far;
    private final Map<String, WorkerFiles.Entry> known = new HashMap<>();
    private int step;
    private @Nullable RunLock lock;

    /// @param worker  the first connection
    /// @param connect makes another
    RemoteTraining(
            RemoteWorker worker,
            Supplier<RemoteWorker> connect,
            RemotePlace place,
            Path run,
            RunListener listener,
            TrainingControl control,
            Retrying retrying) {
        this.worker = worker;
        this.connect = connect;
        this.place = place;
        this.run = run;
        this.listener = listener;
        this.control = control;
        this.retrying = retrying;
        this.files = new RemoteFiles(worker);
        this.far = fresh();
    }

    private static String fresh() {
        return "runs/" + UUID.randomUUID();
    }

    RunSummary start(Lab lab, Path labFolder) {
        RemoteLab sent = send(lab, labFolder);
        return through(
                sent,
                -1,
                () -> w ->
                        w.train(new WorkerService.TrainRequest(LabFile.json(sent.there()), worker.root(), farPath())));
    }

    /// The run's lock is the caller's.
    ///
    /// @param changed settings to change on the way, but for the device
    RunSummary resume(Lab lab, Checkpoint from, Map<String, String> changed) {
        RemoteLab sent = send(lab, run);
        listener.phase("Sending the checkpoint of step " + from.step() + " to " + place.host(), 0);
        files.sendText(LabFile.json(sent.there()), far + "/" + LabFile.NAME);
        RunFolder folder = new RunFolder(run);
        for (Path file : folder.records(from.step())) {
            String name = run.relativize(file).toString().replace('\\', '/');
            files.send(file, far + "/" + name, progress -> {});
        }
        files.sendFolder(from.folder(), far + "/checkpoints/step-" + from.step(), this::sending);
        return through(sent, from.step(), () -> resuming(from.step(), changed));
    }

    private RemoteLab send(Lab lab, Path labFolder) {
        listener.phase("Sending the lab to " + place.host(), 0);
        return RemoteLab.send(lab, labFolder, place, files, worker.root(), this::sending);
    }

    private void sending(double progress) {
        listener.phase("Sending files to " + place.host(), progress);
        if (control.isStopped()) {
            throw new java.util.concurrent.CancellationException("stopped before training began");
        }
    }

    private Function<WorkerService, CompletableFuture<WorkerService.Accepted>> resuming(
            @Nullable Integer from, Map<String, String> changed) {
        return w -> w.resume(new WorkerService.ResumeRequest(farPath(), from, changed));
    }

    private String farPath() {
        return worker.root() + "/" + far;
    }

    /// @param cut   the step that the run goes on from; what is here of later ones goes
    /// @param begin what the far end is asked at first
    private RunSummary through(
            RemoteLab lab,
            int cut,
            Supplier<Function<WorkerService, CompletableFuture<WorkerService.Accepted>>> begin) {
        var question = begin.get();
        boolean again = false;
        while (true) {
            RunMirror mirror = new RunMirror(files, far, run, lab, place, known);
            try {
                worker.ask(question);
                RunSummary summary = new RemoteWatch(worker, mirror, place, run, listener, control, again)
                        .untilEnd(event -> happened(event, cut));
                leave();
                return summary;
            } catch (RemoteWatch.Held held) {
                // Its worker ends when it has heard nothing for a while.
                if (!pause(retrying.first())) {
                    throw given(mirror, stopped());
                }
            } catch (WorkerException lost) {
                reconnect(mirror, String.valueOf(lost.getMessage()));
                RunMirror after = new RunMirror(files, far, run, lab, place, known);
                boolean there = after.pull();
                if (there && new RunFolder(run).status().state() == RunStatus.State.FINISHED) {
                    leave();
                    return RemoteSummary.of(run, Double.NaN);
                }
                boolean kept = there && !new RunFolder(run).checkpointSteps().isEmpty();
                if (!kept) {
                    far = cut < 0 ? fresh() : far;
                    known.clear();
                }
                question = kept ? resuming(null, Map.of()) : begin.get();
                again = kept;
            }
        }
    }

    private void happened(TrainingEvent event, int cut) {
        if (lock == null && cut < 0) {
            lock = RunLock.take(run);
        }
        if (event instanceof TrainingEvent.Stepped && step == 0 && cut >= 0) {
            removeAfter(cut);
        }
        step = event.step();
        listener.event(event);
    }

    private void removeAfter(int cut) {
        RunFolder folder = new RunFolder(run);
        try {
            for (Path later : folder.stateAfter(cut)) {
                Disk.deleteTree(later);
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(run, e);
        }
    }

    private void reconnect(RunMirror mirror, String why) {
        worker.close();
        listener.event(new TrainingEvent.Noticed(
                step,
                "The connection to " + place.host() + " was lost (" + RemoteWorker.plain(why)
                        + "): it is tried again, and the run goes on from its last checkpoint there."));
        long end = System.nanoTime() + retrying.all().toNanos();
        Duration wait = retrying.first();
        while (true) {
            if (!pause(wait)) {
                throw given(mirror, stopped());
            }
            try {
                worker = connect.get();
                files = new RemoteFiles(worker);
                return;
            } catch (DeviceUnavailableException e) {
                if (System.nanoTime() > end) {
                    throw given(
                            mirror,
                            e.getMessage()
                                    + " The run was given up for now; resume goes on from the newest checkpoint in "
                                    + run + ".");
                }
            }
            Duration twice = wait.multipliedBy(2);
            wait = twice.compareTo(retrying.most()) < 0 ? twice : retrying.most();
        }
    }

    private String stopped() {
        return "Stopped while " + place.host() + " could not be reached; resume goes on from the newest checkpoint in "
                + run + ".";
    }

    private static DeviceUnavailableException given(RunMirror mirror, String sentence) {
        mirror.failed(sentence);
        return new DeviceUnavailableException(sentence);
    }

    /// @return false where the person stopped the training
    private boolean pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !control.isStopped()) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                control.stop();
            }
        }
        return !control.isStopped();
    }

    /// All is here, so nothing has to stay there.
    private void leave() {
        try {
            worker.ask(w -> w.remove(new WorkerFiles.FolderRequest(far)));
        } catch (WorkerException e) {
            // The line was cut after the run's end: its copy there stays, and nothing is lost.
        }
        worker.leave();
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
        worker.leave();
    }
}
