package glassformer.ui.evaluate;

import glassformer.run.EvaluationComparison;
import glassformer.run.Evaluations;
import glassformer.run.Examined;
import glassformer.run.StoredEvaluation;
import glassformer.ui.common.Background;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Another run's model on the same examples as the evaluation on show, and by how much one is better.
public final class ComparisonViewModel {
    private final EvaluateViewModel page;
    private final WorkerLink link;
    private final Background.Slot comparing;
    private final ObjectProperty<@Nullable Path> other = new SimpleObjectProperty<>(this, "other", null);
    private final ReadOnlyObjectWrapper<@Nullable EvaluationComparison> comparison =
            new ReadOnlyObjectWrapper<>(this, "comparison", null);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyBooleanWrapper canCompare = new ReadOnlyBooleanWrapper(this, "canCompare", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private int question;

    public ComparisonViewModel(EvaluateViewModel page, WorkerLink link, Background background) {
        this.page = page;
        this.link = link;
        this.comparing = background.slot();
        page.evaluationProperty().subscribe((before, after) -> reset());
        page.busyProperty().subscribe(now -> refresh());
        other.subscribe((before, after) -> reset());
        reset();
    }

    private void reset() {
        question++;
        comparing.cancel();
        comparison.set(null);
        busy.set(false);
        problem.set("");
        refresh();
    }

    private void refresh() {
        canCompare.set(page.evaluationProperty().get() != null
                && other.get() != null
                && !busy.get()
                && !page.busyProperty().get());
    }

    /// Evaluates the other run's result on the same data, then compares; a file stays beside the evaluation on show.
    public void compare() {
        StoredEvaluation mine = page.evaluationProperty().get();
        Path run = page.runProperty().get();
        Path with = other.get();
        if (mine == null || run == null || with == null || !canCompare.get()) return;
        int asked = ++question;
        busy.set(true);
        problem.set("");
        refresh();
        var unused = link.evaluate(with, null, Examined.of(mine.data())).whenComplete((judged, failure) -> {
            if (asked != question) return;
            if (failure != null) refused(failure);
            else compare(run, mine, with, judged.name());
        });
    }

    private void compare(Path run, StoredEvaluation mine, Path with, String name) {
        comparing.run(
                () -> {
                    EvaluationComparison found = EvaluationComparison.of(mine, new Evaluations(with).read(name));
                    new Evaluations(run).write(mine.name(), found);
                    return found;
                },
                found -> {
                    busy.set(false);
                    comparison.set(found);
                    refresh();
                },
                this::refused);
    }

    private void refused(Throwable failure) {
        busy.set(false);
        problem.set(WorkerLink.sentence(failure));
        refresh();
    }

    /// The run to compare with.
    public ObjectProperty<@Nullable Path> otherProperty() {
        return other;
    }

    public ReadOnlyObjectProperty<@Nullable EvaluationComparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canCompareProperty() {
        return canCompare.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
