package glassformer.ui.generate;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.generate.Distribution;
import glassformer.generate.SamplingOptions;
import glassformer.ui.worker.WorkerLink;
import glassformer.worker.TextService.NextRequest;
import glassformer.worker.TextService.NextScores;
import glassformer.worker.WorkerEvents.Choice;
import glassformer.worker.WorkerEvents.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A text that grows by one token at a time, drawn from the distribution that is on show, or chosen by the person; and
/// the distribution at each place of any text that was generated.
final class Stepping {
    private static final int TOP = 10;
    private static final int KEPT = 64;

    private final GenerateViewModel model;
    private final WrittenTokens written;
    private final Map<Integer, Scored> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Scored> eldest) {
            return size() > KEPT;
        }
    };
    private final ReadOnlyObjectWrapper<@Nullable Scored> at = new ReadOnlyObjectWrapper<>(this, "at", null);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private int version;
    private boolean steps;
    private boolean reading;

    Stepping(GenerateViewModel model, WrittenTokens written) {
        this.model = model;
        this.written = written;
        written.lookedProperty().subscribe(looked -> look());
        model.generatingProperty().subscribe(now -> look());
    }

    /// The distribution at the place that is looked at: under the mouse, else the clicked one, else the newest, or the
    /// one that comes next where the text grows by steps. Null while it is not known.
    ReadOnlyObjectProperty<@Nullable Scored> atProperty() {
        return at.getReadOnlyProperty();
    }

    /// Whether a step goes on.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// The token that came at the place that is looked at, or -1.
    int chosen() {
        int place = place();
        return place >= 0 && place < written.tokens().size()
                ? written.tokens().get(place).token()
                : -1;
    }

    /// Another text is there.
    void forget() {
        version++;
        steps = false;
        known.clear();
        busy.set(false);
        look();
    }

    /// Draws the next token; starts a text where there is none to go on with.
    void next() {
        if (busy.get() || !model.canGenerateProperty().get()) return;
        if (!model.goesOn() && !model.beginSteps()) return;
        steps = true;
        written.selectedProperty().set(WrittenTokens.NO_TOKEN);
        int place = written.tokens().size();
        busy.set(true);
        finish(scores(place).thenCompose(scored -> {
            SamplingOptions options = model.drawing();
            int id = scored.distribution().draw(options, SplitMix64.uniform(options.seed(), place));
            if (id == scored.end()) {
                model.textEnded();
                return CompletableFuture.completedFuture(scored);
            }
            return put(scored, id);
        }));
    }

    /// Takes back the newest token.
    void back() {
        if (busy.get() || model.generatingProperty().get() || written.tokens().isEmpty()) return;
        steps = true;
        keep(written.tokens().size() - 1);
        model.textChanged();
        look();
    }

    /// Lets another token stand at the place that is looked at; what came after it goes.
    void choose(int id) {
        Scored scored = at.get();
        if (scored == null || busy.get() || model.generatingProperty().get()) return;
        if (id == scored.end()) {
            model.textEnded();
            return;
        }
        steps = true;
        busy.set(true);
        finish(put(scored, id));
    }

    private void finish(CompletableFuture<Scored> step) {
        int mine = version;
        var unused = step.whenComplete((scored, failure) -> {
            if (mine != version) return;
            busy.set(false);
            if (failure != null) model.failed(WorkerLink.sentence(failure));
            look();
        });
    }

    /// Keeps what stands before the place, then the token.
    private CompletableFuture<Scored> put(Scored scored, int id) {
        int place = scored.place();
        List<Integer> ids = Stream.concat(ids(place).stream(), Stream.of(id)).toList();
        int mine = version;
        return ask(ids).thenApply(reply -> {
            Scored after = Scored.of(place + 1, reply);
            if (mine == version) {
                keep(place);
                written.selectedProperty().set(WrittenTokens.NO_TOKEN);
                known.put(place + 1, after);
                written.add(token(scored, id, after.name(id), reply.pieces().getLast()));
                model.textChanged();
            }
            return after;
        });
    }

    private Token token(Scored scored, int id, String name, String text) {
        SamplingOptions options = model.drawing();
        List<Distribution.Odds> odds =
                scored.distribution().likeliest(options, scored.distribution().size());
        double probability = odds.stream()
                .filter(one -> one.id() == id)
                .mapToDouble(Distribution.Odds::tempered)
                .findFirst()
                .orElse(0);
        List<Choice> top = odds.stream()
                .limit(TOP)
                .map(one -> new Choice(one.id(), scored.name(one.id()), one.tempered(), one.id() == id))
                .toList();
        return new Token("step", id, name, probability, top, text);
    }

    private void keep(int count) {
        known.keySet().removeIf(place -> place > count);
        written.keep(count);
    }

    private int place() {
        int size = written.tokens().size();
        int pointed = written.pointedProperty().get();
        int wanted = pointed >= 0 ? pointed : written.selectedProperty().get();
        return wanted >= 0 && wanted < size ? wanted : steps ? size : size - 1;
    }

    /// Shows what is known of the place, and asks for what is not.
    private void look() {
        int place = place();
        if (place < 0 || model.generatingProperty().get()) {
            at.set(null);
            return;
        }
        Scored found = known.get(place);
        at.set(found);
        if (found != null || reading || busy.get()) return;
        reading = true;
        int mine = version;
        var unused = scores(place).whenComplete((scored, failure) -> {
            reading = false;
            if (failure == null) look();
            else if (mine == version) model.failed(WorkerLink.sentence(failure));
        });
    }

    private CompletableFuture<Scored> scores(int place) {
        Scored found = known.get(place);
        if (found != null) return CompletableFuture.completedFuture(found);
        int mine = version;
        return ask(ids(place)).thenApply(reply -> {
            Scored scored = Scored.of(place, reply);
            if (mine == version) known.put(place, scored);
            return scored;
        });
    }

    private CompletableFuture<NextScores> ask(List<Integer> ids) {
        GenerateViewModel.Answering answering = model.answering();
        if (answering == null) {
            return CompletableFuture.failedFuture(new BadInputException("There is no text yet."));
        }
        return model.opened(answering).thenCompose(opened -> model.link()
                .texts(worker -> worker.next(new NextRequest(opened.model(), answering.prompt(), ids))));
    }

    private List<Integer> ids(int count) {
        return written.tokens().stream().limit(count).map(Token::token).toList();
    }
}
