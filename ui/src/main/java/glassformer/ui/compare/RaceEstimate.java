package glassformer.ui.compare;

import glassformer.run.Lab;
import glassformer.run.RaceEntry;
import glassformer.ui.build.StepTime;
import glassformer.ui.build.StepTimeViewModel;
import glassformer.ui.build.StepTimer;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.WorkerLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// About how long a race takes: a step of each of its labs is measured where it will run, evaluations and checkpoints
/// left out. What was measured once stays known.
final class RaceEstimate {
    private final StepTimer timer;
    private final Executor window;
    private final Texts texts;
    private final Map<List<Object>, Double> milliseconds = new HashMap<>();
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final ReadOnlyBooleanWrapper canMeasure = new ReadOnlyBooleanWrapper(this, "canMeasure", false);
    private @Nullable RacePlan plan;
    private boolean measuring;

    /// @param window runs a task on the window's thread
    RaceEstimate(StepTimer timer, Executor window, Texts texts) {
        this.timer = timer;
        this.window = window;
        this.texts = texts;
    }

    /// What is known; empty where nothing is.
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canMeasureProperty() {
        return canMeasure.getReadOnlyProperty();
    }

    /// Another race is to be estimated.
    void show(RacePlan next) {
        plan = next;
        refresh("");
    }

    void measure() {
        RacePlan measured = plan;
        if (measured == null || measuring || !measured.canStart()) return;
        measuring = true;
        refresh("");
        Map<List<Object>, Lab> unknown = new LinkedHashMap<>();
        labs(measured).forEach(lab -> unknown.putIfAbsent(shape(lab), lab));
        unknown.keySet().removeAll(milliseconds.keySet());
        var unused = measure(unknown.values().iterator())
                .whenCompleteAsync(
                        (done, failure) -> {
                            measuring = false;
                            refresh(failure == null ? "" : WorkerLink.sentence(failure));
                        },
                        window);
    }

    private CompletableFuture<Void> measure(Iterator<Lab> left) {
        if (!left.hasNext()) return CompletableFuture.completedFuture(null);
        Lab lab = left.next();
        return timer.time(lab, lab.training().device()).thenComposeAsync(found -> keep(lab, found, left), window);
    }

    private CompletableFuture<Void> keep(Lab lab, StepTime.Measured found, Iterator<Lab> left) {
        milliseconds.put(shape(lab), found.milliseconds());
        return measure(left);
    }

    private void refresh(String failure) {
        RacePlan now = plan;
        boolean possible = now != null && now.canStart();
        Duration total = possible && now != null ? total(now) : null;
        canMeasure.set(possible && !measuring && total == null);
        if (measuring) sentence.set(texts.get("race.measuring"));
        else if (total != null)
            sentence.set(texts.get("race.about", texts.format().duration(total)));
        else sentence.set(failure);
    }

    private @Nullable Duration total(RacePlan of) {
        double sum = 0;
        for (Lab lab : labs(of)) {
            Double known = milliseconds.get(shape(lab));
            if (known == null) return null;
            sum += known * lab.training().steps();
        }
        return Duration.ofMillis(Math.round(sum));
    }

    private static List<Lab> labs(RacePlan of) {
        return of.entries().stream()
                .map((RaceEntry entry) -> entry.applyTo(of.lab()))
                .toList();
    }

    /// What a step's time depends on.
    private static List<Object> shape(Lab lab) {
        List<Object> shape = new ArrayList<>(StepTimeViewModel.matters(lab));
        shape.add(lab.values().text("training.optimizer.kind"));
        return shape;
    }
}
