package glassformer.ui.compare;

import glassformer.run.Race;
import glassformer.run.RaceResult;
import glassformer.run.RaceTurn;
import glassformer.ui.common.Background;
import glassformer.ui.worker.ActiveTraining;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A race, trained run after run by the window's worker. Its folder holds all that is needed to go on another day.
final class RaceViewModel implements WorkerListener {
    private final WorkerLink link;
    private final Background background;
    private final RunLabels labels;
    private final Background.Slot reading;
    private final ReadOnlyObjectWrapper<@Nullable Race> race = new ReadOnlyObjectWrapper<>(this, "race", null);
    private final ReadOnlyObjectWrapper<RaceStage> stage = new ReadOnlyObjectWrapper<>(this, "stage", RaceStage.NONE);
    private final ReadOnlyObjectWrapper<RaceProgress> progress =
            new ReadOnlyObjectWrapper<>(this, "progress", RaceProgress.NONE);
    private final ReadOnlyStringWrapper phase = new ReadOnlyStringWrapper(this, "phase", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<Integer> changes = new ReadOnlyObjectWrapper<>(this, "changes", 0);
    /// Numbers of the entries that could not go on in this session; trying them again would not help.
    private final Set<Integer> tried = new HashSet<>();

    /// Numbers of the entries that ended in this session.
    private final Set<Integer> over = new HashSet<>();

    private @Nullable RaceSteps steps;
    private @Nullable RaceTurn turn;
    private boolean stepped;

    RaceViewModel(WorkerLink link, Background background, RunLabels labels) {
        this.link = link;
        this.background = background;
        this.labels = labels;
        this.reading = background.slot();
        link.addListener(this);
        link.trainingProperty().subscribe(this::trainingChanged);
    }

    /// Shows a race that lies on disk; nothing while one is trained, or where it is null.
    void show(@Nullable Path root) {
        if (stage.get().isLive()) return;
        Race now = race.get();
        if (root == null) forget();
        else if (now == null || !now.root().equals(root)) open(root);
    }

    /// Trains a race that was just made.
    void start(Race made) {
        if (stage.get().isLive()) return;
        forget();
        race.set(made);
        next();
    }

    /// Trains what is left.
    void goOn() {
        Race now = race.get();
        if (now == null || stage.get() != RaceStage.STOPPED) return;
        problem.set("");
        tried.clear();
        next();
    }

    void pause() {
        told(link.pause());
    }

    void unpause() {
        told(link.unpause());
    }

    /// Ends the run in progress with a checkpoint, and begins no other.
    void stop() {
        if (stage.get() == RaceStage.WAITING || turn == null) {
            turn = null;
            ended(RaceStage.STOPPED);
            return;
        }
        stage.set(RaceStage.STOPPING);
        told(link.stop());
    }

    ReadOnlyObjectProperty<@Nullable Race> raceProperty() {
        return race.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RaceStage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RaceProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// What the run in progress does before its first step; empty afterwards.
    ReadOnlyStringProperty phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// Why runs could not be trained, in sentences; empty where all could.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Counts whenever a run began or ended, so that the list of runs is out of date.
    ReadOnlyObjectProperty<Integer> changesProperty() {
        return changes.getReadOnlyProperty();
    }

    @Override
    public void phase(WorkerListener.Phase event) {
        if (isCurrent(event.run())) phase.set(event.sentence());
    }

    @Override
    public void stepped(Stepped event) {
        RaceTurn now = turn;
        RaceSteps counted = steps;
        if (now == null || counted == null || !isCurrent(event.run())) return;
        if (!phase.get().isEmpty()) changed();
        phase.set("");
        counted.stepped(now.number(), event.step(), event.seconds());
        stepped = true;
    }

    @Override
    public void finished(Finished event) {
        RaceTurn done = turn;
        if (done == null || !isCurrent(event.run())) return;
        turn = null;
        if (event.state().equals("stopped")) {
            ended(RaceStage.STOPPED);
            return;
        }
        over.add(done.number());
        next();
    }

    @Override
    public void failed(Failed event) {
        if (isCurrent(event.run())) broke(event.sentence());
    }

    @Override
    public void died(String sentence) {
        if (turn != null) broke(sentence);
    }

    @Override
    public void caughtUp() {
        if (!stepped) return;
        stepped = false;
        showProgress();
    }

    private void open(Path root) {
        reading.run(
                () -> {
                    Race opened = Race.open(root);
                    return new Opened(opened, opened.results());
                },
                opened -> {
                    forget();
                    race.set(opened.race());
                    steps = new RaceSteps(opened.race(), opened.results(), tried);
                    boolean left = opened.results().stream().anyMatch(RaceResult::unfinished);
                    stage.set(left ? RaceStage.STOPPED : RaceStage.DONE);
                    showProgress();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    private record Opened(Race race, List<RaceResult> results) {}

    private record Next(List<RaceResult> results, @Nullable RaceTurn turn) {}

    /// Finds the next entry that is not done, and has it trained.
    private void next() {
        Race now = race.get();
        if (now == null) return;
        turn = null;
        stage.set(RaceStage.RUNNING);
        changed();
        Set<Integer> passedOver = new HashSet<>(tried);
        passedOver.addAll(over);
        background.run(
                () -> next(now, passedOver),
                found -> {
                    if (now == race.get() && stage.get() == RaceStage.RUNNING) begin(now, found);
                },
                failure -> {
                    problem.set(WorkerLink.sentence(failure));
                    ended(RaceStage.STOPPED);
                });
    }

    private static Next next(Race race, Set<Integer> passedOver) {
        List<RaceResult> results = race.results();
        for (RaceResult result : results) {
            if (!result.unfinished() || passedOver.contains(result.number())) continue;
            return new Next(results, race.turn(result.number()).orElse(null));
        }
        race.writeTable(results);
        return new Next(results, null);
    }

    private void begin(Race now, Next found) {
        RaceSteps before = steps;
        RaceSteps counted = new RaceSteps(now, found.results(), tried);
        steps = before == null ? counted : counted.withPaceOf(before);
        RaceTurn chosen = found.turn();
        turn = chosen;
        if (chosen == null) {
            boolean left = found.results().stream().anyMatch(RaceResult::unfinished);
            ended(left ? RaceStage.STOPPED : RaceStage.DONE);
            return;
        }
        showProgress();
        if (link.trainingProperty().get() == null) train(now, chosen);
        else stage.set(RaceStage.WAITING);
    }

    private void train(Race now, RaceTurn chosen) {
        stage.set(RaceStage.RUNNING);
        CompletableFuture<?> answer = chosen.resumes()
                ? link.resume(chosen.run(), null, Map.of())
                : link.train(chosen.lab(), now.labFolder(), chosen.run());
        var unused = answer.whenComplete((accepted, refusal) -> {
            if (refusal != null && turn == chosen) broke(WorkerLink.sentence(refusal));
        });
    }

    /// The run in progress failed: the others still have their turn.
    private void broke(String sentence) {
        RaceTurn failed = turn;
        if (failed == null) return;
        turn = null;
        tried.add(failed.number());
        String line = labels.of(failed.entry()) + ": " + sentence;
        problem.set(problem.get().isEmpty() ? line : problem.get() + "\n" + line);
        if (stage.get() == RaceStage.STOPPING) ended(RaceStage.STOPPED);
        else next();
    }

    private void trainingChanged(@Nullable ActiveTraining active) {
        Race now = race.get();
        RaceTurn waiting = turn;
        if (now == null || waiting == null) return;
        if (stage.get() == RaceStage.WAITING) {
            if (active == null) train(now, waiting);
            return;
        }
        if (active == null || !active.run().equals(waiting.run())) return;
        switch (active.stage()) {
            case PREPARING, RUNNING -> stage.set(RaceStage.RUNNING);
            case PAUSED -> stage.set(RaceStage.PAUSED);
            case STOPPING -> stage.set(RaceStage.STOPPING);
        }
    }

    private void told(CompletableFuture<?> answer) {
        var unused = answer.whenComplete((status, refusal) -> {
            if (refusal != null && stage.get().isLive()) problem.set(WorkerLink.sentence(refusal));
        });
    }

    private void ended(RaceStage how) {
        phase.set("");
        stage.set(how);
        showProgress();
        changed();
        Race now = race.get();
        if (how != RaceStage.STOPPED || now == null) return;
        background.run(
                () -> {
                    now.writeTable(now.results());
                    return now;
                },
                written -> {},
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    private void forget() {
        reading.cancel();
        race.set(null);
        stage.set(RaceStage.NONE);
        progress.set(RaceProgress.NONE);
        phase.set("");
        problem.set("");
        tried.clear();
        over.clear();
        steps = null;
        turn = null;
    }

    private void showProgress() {
        RaceSteps counted = steps;
        RaceTurn now = turn;
        if (counted != null) progress.set(counted.progress(now == null ? 0 : now.number()));
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    private boolean isCurrent(String run) {
        RaceTurn now = turn;
        return now != null && now.run().equals(Path.of(run));
    }
}
