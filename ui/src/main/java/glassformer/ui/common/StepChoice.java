package glassformer.ui.common;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One of a growing list of steps. While the newest is chosen, or the one that is the result, the choice follows it.
public final class StepChoice {
    public static final int NONE = -1;

    private final ObservableList<Integer> steps = FXCollections.observableArrayList();
    private final ObservableList<Integer> shownSteps = FXCollections.unmodifiableObservableList(steps);
    private final IntegerProperty chosen = new SimpleIntegerProperty(this, "chosen", NONE);
    private int followed = NONE;

    /// Ascending.
    public ObservableList<Integer> steps() {
        return shownSteps;
    }

    /// The chosen step, or [#NONE] where there is no step.
    public IntegerProperty chosenProperty() {
        return chosen;
    }

    public int chosen() {
        return chosen.get();
    }

    /// The place of the chosen step in [#steps], or −1.
    public int index() {
        return steps.indexOf(chosen.get());
    }

    /// Takes the list as it is now; a chosen step that is gone gives way to the newest.
    public void show(List<Integer> now) {
        show(now, null);
    }

    /// @param result the step to follow in place of the newest, if it is there
    public void show(List<Integer> now, @Nullable Integer result) {
        boolean follow = chosen.get() == NONE || !now.contains(chosen.get()) || chosen.get() == followed;
        followed = result != null && now.contains(result) ? result : now.isEmpty() ? NONE : now.getLast();
        if (!now.equals(steps)) steps.setAll(now);
        if (follow) chosen.set(followed);
    }
}
