package glassformer.worker;

import glassformer.BadInputException;
import glassformer.engine.Engines;
import glassformer.run.EvaluationRequest;
import glassformer.run.Evaluations;
import glassformer.run.Examined;
import glassformer.run.RunEvaluation;
import glassformer.run.RunListener;
import glassformer.run.StoredEvaluation;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import java.nio.file.Path;
import java.util.function.Supplier;

/// The evaluations of a worker, one after the other.
final class Evaluating {
    private static final long REPORT_NANOS = 50_000_000;

    private final Engines engines;
    private final Supplier<WorkerEvents> events;
    private TrainingControl control = new TrainingControl();

    Evaluating(Engines engines, Supplier<WorkerEvents> events) {
        this.engines = engines;
        this.events = events;
    }

    WorkerService.Judged evaluate(WorkerService.EvaluateRequest request) {
        Path run = Path.of(request.run());
        EvaluationRequest asked =
                new EvaluationRequest(run, request.step(), examined(request), request.device(), 0, request.baselines());
        StoredEvaluation found = RunEvaluation.of(asked, engines, reporter(request.run()), begin());
        new Evaluations(run).write(found);
        return new WorkerService.Judged(found.name());
    }

    private static Examined examined(WorkerService.EvaluateRequest request) {
        if (request.file() != null) {
            return new Examined.File(Path.of(request.file()));
        }
        if (request.split() == null) {
            throw new BadInputException("An evaluation needs a split or a file.");
        }
        return Examined.split(request.split());
    }

    private synchronized TrainingControl begin() {
        control = new TrainingControl();
        return control;
    }

    synchronized WorkerService.Done cancel() {
        control.stop();
        return new WorkerService.Done();
    }

    /// Many steps a second would crowd the pipe.
    private RunListener reporter(String run) {
        return new RunListener() {
            private String told = "";
            private long at;

            @Override
            public void phase(String sentence, double progress) {
                long now = System.nanoTime();
                if (!sentence.equals(told) || now - at > REPORT_NANOS) {
                    told = sentence;
                    at = now;
                    events.get().evaluating(new WorkerEvents.Phase(run, sentence, progress));
                }
            }

            @Override
            public void event(TrainingEvent event) {}
        };
    }
}
