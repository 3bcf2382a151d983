package glassformer.remote;

import glassformer.BadInputException;
import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.OptimizerState;
import glassformer.engine.Weights;
import glassformer.run.RunListener;
import glassformer.run.RunLock;
import glassformer.run.RunSummary;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import glassformer.train.TrainingFailedException;
import glassformer.worker.WorkerError;
import glassformer.worker.WorkerEvents;
import glassformer.worker.WorkerException;
import glassformer.worker.WorkerService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows a run over one connection: brings its files here, tells what happens, hands on what the person wants.
final class RemoteWatch {
    /// The worker before has not noticed yet that its line was cut.
    static final class Held extends RuntimeException {}

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double PULL_SECONDS = 1;

    private final RemoteWorker worker;
    private final RunMirror mirror;
    private final RemotePlace place;
    private final Path run;
    private final RunListener listener;
    private final TrainingControl control;
    private final boolean again;
    private boolean paused;
    private boolean stopping;
    private long pulled;

    /// @param again whether the run goes on that an earlier connection left
    RemoteWatch(
            RemoteWorker worker,
            RunMirror mirror,
            RemotePlace place,
            Path run,
            RunListener listener,
            TrainingControl control,
            boolean again) {
        this.worker = worker;
        this.mirror = mirror;
        this.place = place;
        this.run = run;
        this.listener = listener;
        this.control = control;
        this.again = again;
    }

    /// @param happened hears each event after its files are here
    /// @throws WorkerException where the connection is lost
    RunSummary untilEnd(Consumer<TrainingEvent> happened) {
        while (true) {
            steer();
            RemoteEvents.Told told = worker.events().next(LOOK);
            if (told instanceof RemoteEvents.Told.Lost lost) {
                throw new WorkerException(lost.sentence());
            }
            boolean frequent = told instanceof RemoteEvents.Told.Stepped || told instanceof RemoteEvents.Told.Phased;
            if (!frequent || (System.nanoTime() - pulled) / 1e9 > PULL_SECONDS) {
                mirror.pull();
                pulled = System.nanoTime();
            }
            switch (told) {
                case null -> {}
                case RemoteEvents.Told.Phased p ->
                    listener.phase(
                            p.event().sentence() + " (" + place.host() + ")",
                            p.event().progress());
                case RemoteEvents.Told.Finished f -> {
                    Double speed = f.event().tokensPerSecond();
                    return RemoteSummary.of(run, speed == null ? Double.NaN : speed);
                }
                case RemoteEvents.Told.Failed f -> failed(f.event());
                case RemoteEvents.Told other -> {
                    TrainingEvent event = event(other);
                    if (event != null) {
                        happened.accept(event);
                    }
                }
            }
        }
    }

    private void steer() {
        try {
            if (control.isStopped() && !stopping) {
                stopping = true;
                worker.ask(WorkerService::stop);
            }
            if (control.isPaused() != paused) {
                paused = !paused;
                worker.ask(paused ? WorkerService::pause : WorkerService::unpause);
            }
        } catch (BadInputException e) {
            // It ended by itself meanwhile, which its last event says.
        }
    }

    private void failed(WorkerEvents.Failed event) {
        String sentence = event.sentence();
        if (again && RunLock.tellsBusy(sentence)) {
            throw new Held();
        }
        switch (WorkerError.valueOf(event.kind())) {
            case BAD_INPUT -> throw new BadInputException(sentence);
            case DEVICE_UNAVAILABLE -> throw new DeviceUnavailableException(place.host() + ": " + sentence);
            case TRAINING_FAILED -> throw new TrainingFailedException(sentence);
            case STOPPED -> throw new CancellationException(sentence);
            case UNEXPECTED -> throw new TrainingFailedException(place.host() + ": " + sentence);
        }
    }

    /// As a training here would tell it, but for what only its folder holds.
    private static @Nullable TrainingEvent event(RemoteEvents.Told told) {
        return switch (told) {
            case RemoteEvents.Told.Stepped s -> {
                WorkerEvents.Stepped e = s.event();
                yield new TrainingEvent.Stepped(
                        e.step(),
                        number(e.loss()),
                        number(e.learningRate()),
                        number(e.gradientNorm()),
                        number(e.tokensPerSecond()),
                        e.seconds(),
                        e.measures());
            }
            case RemoteEvents.Told.Evaluated e ->
                new TrainingEvent.Evaluated(
                        e.event().step(),
                        number(e.event().loss()),
                        e.event().seconds(),
                        e.event().measures());
            case RemoteEvents.Told.Sampled s ->
                new TrainingEvent.Sampled(
                        s.event().step(), s.event().prompt(), s.event().text());
            case RemoteEvents.Told.Attended a -> new TrainingEvent.Attended(a.step(), List.of());
            case RemoteEvents.Told.Checkpointed c ->
                new TrainingEvent.CheckpointDue(
                        c.step(), new Weights(Map.of()), new OptimizerState(c.step(), Map.of()));
            case RemoteEvents.Told.Noticed n ->
                new TrainingEvent.Noticed(n.event().step(), n.event().sentence());
            case RemoteEvents.Told.StoodOut o ->
                new TrainingEvent.Outlier(
                        o.event().step(),
                        number(o.event().loss()),
                        number(o.event().mean()),
                        Double.NaN,
                        o.event().texts().stream()
                                .map(text -> new TrainingEvent.Outlier.Row(text, Double.NaN))
                                .toList());
            case RemoteEvents.Told.Phased p -> null;
            case RemoteEvents.Told.Finished f -> null;
            case RemoteEvents.Told.Failed f -> null;
            case RemoteEvents.Told.Lost l -> null;
        };
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
