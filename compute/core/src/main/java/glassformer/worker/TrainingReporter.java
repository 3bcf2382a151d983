package glassformer.worker;

import glassformer.run.RunListener;
import glassformer.run.RunSummary;
import glassformer.train.TrainingEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Sends what happens in a training.
final class TrainingReporter implements RunListener {
    private final String run;
    private final WorkerEvents events;
    private volatile int step;

    TrainingReporter(String run, WorkerEvents events) {
        this.run = run;
        this.events = events;
    }

    int step() {
        return step;
    }

    @Override
    public void phase(String sentence, double progress) {
        events.phase(new WorkerEvents.Phase(run, sentence, progress));
    }

    @Override
    public void event(TrainingEvent event) {
        step = event.step();
        switch (event) {
            case TrainingEvent.Stepped s ->
                events.stepped(new WorkerEvents.Stepped(
                        run,
                        s.step(),
                        finite(s.loss()),
                        finite(s.learningRate()),
                        finite(s.gradientNorm()),
                        finite(s.tokensPerSecond()),
                        s.seconds(),
                        s.measures()));
            case TrainingEvent.Evaluated e ->
                events.evaluated(
                        new WorkerEvents.Evaluated(run, e.step(), finite(e.loss()), e.seconds(), e.measures()));
            case TrainingEvent.Watched ignored -> {} // the window reads the run's folder
            case TrainingEvent.Probed ignored -> {} // so does it for these
            case TrainingEvent.Sampled s ->
                events.sampled(new WorkerEvents.Sampled(run, s.step(), s.prompt(), s.text()));
            case TrainingEvent.Attended a -> events.attended(new WorkerEvents.AtStep(run, a.step()));
            case TrainingEvent.Outlier o ->
                events.outlier(new WorkerEvents.StoodOut(
                        run,
                        o.step(),
                        finite(o.loss()),
                        finite(o.mean()),
                        o.rows().stream().map(TrainingEvent.Outlier.Row::text).toList()));
            case TrainingEvent.CheckpointDue c -> events.checkpointed(new WorkerEvents.AtStep(run, c.step()));
            case TrainingEvent.Noticed n -> events.noticed(new WorkerEvents.Noticed(run, n.step(), n.sentence()));
        }
    }

    static WorkerEvents.Finished finished(RunSummary summary) {
        return new WorkerEvents.Finished(
                summary.run().toString(),
                summary.state().name().toLowerCase(Locale.ROOT),
                summary.steps(),
                finite(summary.firstLoss()),
                finite(summary.trainLoss()),
                finite(summary.validationLoss()),
                finite(summary.tokensPerSecond()),
                summary.parameters(),
                summary.seconds(),
                summary.sample());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
