package glassformer.remote;

import glassformer.BadInputException;
import glassformer.engine.KernelSource;
import glassformer.run.Checkpoint;
import glassformer.run.Lab;
import glassformer.run.ResumePlan;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.RunLock;
import glassformer.run.RunSummary;
import glassformer.run.Runs;
import glassformer.train.TrainingControl;
import glassformer.worker.OtherMachines;
import glassformer.worker.WorkerService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trains on another machine where the lab's device is `ssh:HOST`, here otherwise. The run's folder here is the whole
/// run at any time but for the last second: the far end's copy is deleted at its end.
public final class RemoteRuns implements Runs, OtherMachines {
    private static final String DEVICE = "training.device";

    private final Runs here;
    private final Ssh ssh;
    private final String version;
    private final Retrying retrying;

    /// @param version Glassformer's, which the far end must have, too
    public RemoteRuns(Runs here, Ssh ssh, String version) {
        this(here, ssh, version, Retrying.USUAL);
    }

    RemoteRuns(Runs here, Ssh ssh, String version, Retrying retrying) {
        this.here = here;
        this.ssh = ssh;
        this.version = version;
        this.retrying = retrying;
    }

    /// Those of ssh's configuration.
    @Override
    public List<String> known() {
        return SshHosts.of(Path.of(System.getProperty("user.home"), ".ssh", "config")).stream()
                .map(name -> new RemotePlace(name, "auto").toString())
                .toList();
    }

    @Override
    public WorkerService.Devices devices(String place) {
        String host = RemotePlace.parse(place).host();
        try (RemoteWorker worker = RemoteWorker.connect(ssh, host, version)) {
            WorkerService.Devices there = worker.ask(WorkerService::devices);
            return new WorkerService.Devices(
                    there.devices().stream()
                            .filter(device -> !device.engine().equals(WorkerService.OTHER_MACHINE))
                            .map(device -> device.at(new RemotePlace(host, device.id()).toString()))
                            .toList(),
                    there.problems());
        }
    }

    @Override
    public WorkerService.Score score(String place) {
        RemotePlace parsed = RemotePlace.parse(place);
        try (RemoteWorker worker = RemoteWorker.connect(ssh, parsed.host(), version)) {
            return worker.ask(there -> there.score(new WorkerService.ScoreRequest(parsed.device())))
                    .at(place);
        }
    }

    @Override
    public KernelSource kernel(String place, String name) {
        RemotePlace parsed = RemotePlace.parse(place);
        try (RemoteWorker worker = RemoteWorker.connect(ssh, parsed.host(), version)) {
            return worker.ask(there -> there.kernel(new WorkerService.KernelRequest(parsed.device(), name)));
        }
    }

    @Override
    public RunSummary start(Lab lab, Path labFolder, Path run, RunListener listener, TrainingControl control) {
        String device = lab.training().device();
        if (!RemotePlace.names(device)) {
            return here.start(lab, labFolder, run, listener, control);
        }
        lab.validate();
        RunFolder.requireFree(run);
        try (RemoteTraining training = training(device, run, listener, control)) {
            return training.start(lab, labFolder);
        }
    }

    @Override
    public RunSummary resume(
            Path run,
            @Nullable Integer step,
            Map<String, String> changed,
            RunListener listener,
            TrainingControl control) {
        RunFolder folder = new RunFolder(run);
        folder.status();
        Lab lab = folder.lab();
        String device = changed.getOrDefault(DEVICE, lab.training().device());
        if (!RemotePlace.names(device)) {
            return here.resume(run, step, changed, listener, control);
        }
        try (RunLock lock = RunLock.take(run);
                RemoteTraining training = training(device, run, listener, control)) {
            Checkpoint checkpoint = ResumePlan.of(run, step, changed).checkpoint();
            Map<String, String> rest = new HashMap<>(changed);
            rest.remove(DEVICE);
            return training.resume(lab, checkpoint, rest);
        }
    }

    private RemoteTraining training(String device, Path run, RunListener listener, TrainingControl control) {
        RemotePlace place = RemotePlace.parse(device);
        listener.phase("Connecting to " + place.host(), -1);
        RemoteWorker worker = RemoteWorker.connect(ssh, place.host(), version);
        if (control.isStopped()) {
            worker.close();
            throw new java.util.concurrent.CancellationException("stopped before training began");
        }
        try {
            return new RemoteTraining(
                    worker,
                    () -> RemoteWorker.connect(ssh, place.host(), version),
                    place,
                    run,
                    listener,
                    control,
                    retrying);
        } catch (BadInputException e) {
            worker.close();
            throw e;
        }
    }
}
