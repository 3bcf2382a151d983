package glassformer.ui.train;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.ui.chart.Curve;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService.RateReply;
import java.math.BigDecimal;
import java.math.MathContext;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The search for the open lab's learning rate. What it finds for a lab that has changed since is dropped.
public final class RateSearchViewModel {
    private static final String KEY = "training.optimizer.learningRate";

    private final LabSession session;
    private final WorkerLink link;
    private final Texts texts;
    private final Curve losses = new Curve();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", new State.None());

    public sealed interface State {
        record None() implements State {}

        record Searching() implements State {}

        /// @param suggested with two digits, as it would be typed
        /// @param exploded  whether the loss exploded at the last rate
        record Found(double suggested, boolean exploded) implements State {}

        record Failed(String sentence) implements State {}
    }

    public RateSearchViewModel(LabSession session, WorkerLink link, Texts texts) {
        this.session = session;
        this.link = link;
        this.texts = texts;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The loss by the learning rate's decimal logarithm.
    public Curve losses() {
        return losses;
    }

    public void search() {
        Lab lab = session.lab();
        try {
            lab.validate();
        } catch (BadInputException e) {
            state.set(new State.Failed(String.valueOf(e.getMessage())));
            return;
        }
        losses.clear();
        state.set(new State.Searching());
        var unused = link.searchRate(lab, session.folder()).whenComplete((reply, problem) -> {
            if (problem != null) state.set(new State.Failed(WorkerLink.sentence(problem)));
            else if (!lab.equals(session.lab())) state.set(new State.Failed(texts.get("train.rate.changed")));
            else show(reply);
        });
    }

    private void show(RateReply reply) {
        reply.points().forEach(point -> losses.append(Math.log10(point.learningRate()), point.loss()));
        state.set(new State.Found(twoDigits(reply.suggested()), reply.exploded()));
    }

    /// Trains the lab with what was found.
    public void use() {
        if (!(state.get() instanceof State.Found(double suggested, boolean exploded))) return;
        session.edit(KEY, suggested);
        close();
    }

    public void close() {
        losses.clear();
        state.set(new State.None());
    }

    private static double twoDigits(double value) {
        return new BigDecimal(value).round(new MathContext(2)).doubleValue();
    }
}
