package glassformer.ui.inspect;

import glassformer.ui.worker.OpenModel;
import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService.AblateReply;
import glassformer.worker.WorkerService.ActivationsReply;
import glassformer.worker.WorkerService.ContributionsReply;
import glassformer.worker.WorkerService.LensReply;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The logit lens, the contributions, ablations and activations of the text on show, asked of the worker one after the
// other. Late
/// answers about an earlier text are dropped.
public final class InsideModel {
    private final WorkerLink link;
    private final OpenModel models;
    private final ReadOnlyObjectWrapper<@Nullable LensReply> lens = new ReadOnlyObjectWrapper<>(this, "lens", null);
    private final ReadOnlyObjectWrapper<@Nullable ContributionsReply> contributions =
            new ReadOnlyObjectWrapper<>(this, "contributions", null);
    private final ReadOnlyObjectWrapper<@Nullable Ablated> ablated = new ReadOnlyObjectWrapper<>(this, "ablated", null);
    private final ReadOnlyObjectWrapper<@Nullable ActivationsReply> activations =
            new ReadOnlyObjectWrapper<>(this, "activations", null);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private @Nullable Subject subject;
    private int generation;
    private int waiting;

    /// @param part as [glassformer.inspect.Part#parse] reads it
    public record Ablated(String part, AblateReply effect) {}

    InsideModel(WorkerLink link, OpenModel models) {
        this.link = link;
        this.models = models;
    }

    /// What the following questions are about; null where there is nothing to ask about.
    public void about(@Nullable Subject now) {
        if (java.util.Objects.equals(now, subject)) return;
        subject = now;
        generation++;
        waiting = 0;
        busy.set(false);
        problem.set("");
        lens.set(null);
        contributions.set(null);
        ablated.set(null);
        activations.set(null);
    }

    public boolean hasSubject() {
        return subject != null;
    }

    /// Has the lens, once.
    public void wantLens() {
        if (lens.get() == null) ask((text, model) -> link.lens(model, text), lens::set);
    }

    /// Has the activations' histograms, once.
    public void wantActivations() {
        if (activations.get() == null) ask((text, model) -> link.activations(model, text), activations::set);
    }

    /// Has the last token's contributions, unless some are here.
    public void wantContributions() {
        if (contributions.get() == null) contribute(-1, null);
    }

    /// @param position from 0; the last token where negative
    /// @param token    whose logit; the likeliest where null
    public void contribute(int position, @Nullable Integer token) {
        ask((text, model) -> link.contributions(model, text, position, token), contributions::set);
    }

    /// Leaves a part out.
    public void ablate(String part) {
        ask(
                (text, model) -> link.ablate(model, text, part),
                (AblateReply effect) -> ablated.set(new Ablated(part, effect)));
    }

    private interface Question<T> {
        CompletableFuture<T> ask(String text, String model);
    }

    private <T> void ask(Question<T> question, Consumer<T> answered) {
        Subject now = subject;
        if (now == null) return;
        int mine = generation;
        problem.set("");
        waiting++;
        busy.set(true);
        Function<String, CompletableFuture<T>> of = model -> question.ask(now.text(), model);
        var unused = models.use(now.run(), now.step())
                .thenCompose(model -> of.apply(model.model()))
                .whenComplete((answer, failure) -> {
                    if (mine != generation) return;
                    waiting--;
                    busy.set(waiting > 0);
                    if (failure != null) problem.set(WorkerLink.sentence(failure));
                    else answered.accept(answer);
                });
    }

    public ReadOnlyObjectProperty<@Nullable LensReply> lensProperty() {
        return lens.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable ActivationsReply> activationsProperty() {
        return activations.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable ContributionsReply> contributionsProperty() {
        return contributions.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Ablated> ablatedProperty() {
        return ablated.getReadOnlyProperty();
    }

    /// A sentence about what went wrong, or empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
