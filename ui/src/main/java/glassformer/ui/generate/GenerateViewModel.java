package glassformer.ui.generate;

import glassformer.BadInputException;
import glassformer.answer.AnswerKind;
import glassformer.answer.Answered;
import glassformer.answer.TypedText;
import glassformer.generate.SamplingOptions;
import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.OpenModel;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.Generated;
import glassformer.worker.WorkerService.OpenedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What a checkpoint of the run on show answers to a prompt: a text with what each of its tokens was chosen from, or
/// what the model's heads say.
public final class GenerateViewModel implements WorkerListener {
    private final LabSession session;
    private final WorkerLink link;
    private final OpenModel models;
    private final Background.Slot listing;
    private final Texts texts;
    private final LongSupplier seeds;
    private final StepChoice checkpoints = new StepChoice();
    private final GenerationOptions options = new GenerationOptions();
    private final StringProperty prompt = new SimpleStringProperty(this, "prompt", "");
    private final WrittenTokens written = new WrittenTokens();
    private final Stepping stepping;
    private final ReadOnlyObjectWrapper<@Nullable AnswerKind> kind = new ReadOnlyObjectWrapper<>(this, "kind", null);
    private final ReadOnlyObjectWrapper<@Nullable Answered> answer = new ReadOnlyObjectWrapper<>(this, "answer", null);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
    private final ReadOnlyBooleanWrapper generating = new ReadOnlyBooleanWrapper(this, "generating", false);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready", false);
    private final ReadOnlyBooleanWrapper canGenerate = new ReadOnlyBooleanWrapper(this, "canGenerate", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper(this, "outcome", "");
    private final ReadOnlyStringWrapper model = new ReadOnlyStringWrapper(this, "model", "");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper(this, "empty", "");
    private @Nullable Answering answering;
    private @Nullable String request;
    private int requests;
    private boolean cancelling;
    private boolean shownSeed;
    private long firstTokenNanos;

    /// @param seeds where random seeds come from
    public GenerateViewModel(
            LabSession session, WorkerLink link, Background background, Texts texts, LongSupplier seeds) {
        this.session = session;
        this.link = link;
        this.models = new OpenModel(link);
        this.listing = background.slot();
        this.texts = texts;
        this.seeds = seeds;
        this.stepping = new Stepping(this, written);
        link.addListener(this);
        link.trainingProperty().subscribe(active -> refresh());
        checkpoints.chosenProperty().subscribe(step -> refresh());
        session.runProperty().subscribe(run -> runChosen());
    }

    /// Asks the model, in place of the answer that is there.
    public void generate() {
        Path run = session.runProperty().get();
        int step = checkpoints.chosen();
        AnswerKind how = kind.get();
        if (run == null || step == StepChoice.NONE || how == null || generating.get()) return;
        switch (how) {
            case CONTINUATION, TRANSLATION -> write(run, step, how);
            case HIDDEN_WORDS, PREDICTION -> predict(run, step);
        }
    }

    private void write(Path run, int step, AnswerKind how) {
        SamplingOptions drawn;
        try {
            // A translation is the likeliest one: nothing is drawn. It ends by itself, at the latest with the context.
            drawn = how == AnswerKind.TRANSLATION ? SamplingOptions.greedy(0) : options.next(seeds);
        } catch (BadInputException e) {
            problem.set(String.valueOf(e.getMessage()));
            return;
        }
        String id = begin();
        var unused = models.use(run, step)
                .thenCompose(opened -> ask(opened, id, drawn))
                .whenComplete((done, failure) -> {
                    if (id.equals(request)) ended(done, failure);
                });
    }

    private void predict(Path run, int step) {
        String id = begin();
        var unused = models.use(run, step)
                .thenCompose(opened -> link.answer(opened.model(), prompt.get()))
                .whenComplete((said, failure) -> {
                    if (!id.equals(request)) return;
                    generating.set(false);
                    request = null;
                    answer.set(said);
                    if (said != null) text.set(said.text());
                    if (failure != null) problem.set(WorkerLink.sentence(failure));
                    refresh();
                });
    }

    /// What wrote the text that is there.
    record Answering(Path run, int step, String prompt) {}

    /// Null where there is no text.
    @Nullable
    Answering answering() {
        return answering;
    }

    /// The text, one token at a time, and the distribution at each of its places.
    Stepping stepping() {
        return stepping;
    }

    /// How the next token is drawn.
    ///
    /// @throws BadInputException for a value that is not allowed
    SamplingOptions drawing() {
        return kind.get() == AnswerKind.TRANSLATION ? SamplingOptions.greedy(0) : options.now();
    }

    /// A request for a text of the prompt, with a new seed where the person did not fix one.
    ///
    /// @throws BadInputException for a value that is not allowed
    GenerateRequest request(OpenedModel opened, String id) {
        boolean translates = kind.get() == AnswerKind.TRANSLATION;
        SamplingOptions drawn = translates ? SamplingOptions.greedy(opened.contextLength()) : options.next(seeds);
        return new GenerateRequest(
                opened.model(),
                id,
                prompt.get(),
                drawn.temperature(),
                drawn.topK(),
                drawn.topP(),
                drawn.seed(),
                drawn.maxTokens());
    }

    String words(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /// How WordPiece marks a piece that goes on with the word before it.
    private static final String CONTINUES = "##";

    /// Puts a word in place of the prompt's hidden word number `place`, from 0; a piece that goes on with the word
    /// before it is joined to that.
    void fill(int place, String word) {
        String now = prompt.get();
        int at = -1;
        for (int i = 0; i <= place; i++) {
            at = now.indexOf(TypedText.MASK, at + 1);
            if (at < 0) return;
        }
        String before = now.substring(0, at);
        boolean joined = word.startsWith(CONTINUES);
        prompt.set((joined ? before.stripTrailing() : before)
                + (joined ? word.substring(CONTINUES.length()) : word.strip())
                + now.substring(at + TypedText.MASK.length()));
    }

    /// Whether a next token would go on with the text that is there.
    boolean goesOn() {
        Path run = session.runProperty().get();
        return run != null && new Answering(run, checkpoints.chosen(), prompt.get()).equals(answering);
    }

    /// Starts an empty text.
    ///
    /// @return false for settings that are not allowed, with a sentence
    boolean beginSteps() {
        Path run = session.runProperty().get();
        if (run == null) return false;
        try {
            if (kind.get() == AnswerKind.CONTINUATION) options.next(seeds);
        } catch (BadInputException e) {
            problem.set(String.valueOf(e.getMessage()));
            return false;
        }
        clear();
        answering = new Answering(run, checkpoints.chosen(), prompt.get());
        return true;
    }

    /// After a step.
    void textChanged() {
        problem.set("");
        text.set(written.text());
        String seed = Integer.toString(options.seedProperty().get());
        String count = texts.get("generate.outcome.steps", texts.format().whole(tokens().size()));
        outcome.set(drawing().temperature() > 0 ? count + texts.get("generate.outcome.seed", seed) : count);
        written.look();
    }

    void textEnded() {
        outcome.set(texts.get("generate.outcome.ended"));
    }

    void failed(String sentence) {
        problem.set(sentence);
    }

    /// The model that wrote the text that is there.
    CompletableFuture<OpenedModel> opened(Answering by) {
        return models.use(by.run(), by.step());
    }

    private String begin() {
        clear();
        Path run = session.runProperty().get();
        if (run != null) answering = new Answering(run, checkpoints.chosen(), prompt.get());
        String id = "generate-" + ++requests;
        request = id;
        cancelling = false;
        generating.set(true);
        refresh();
        return id;
    }

    /// Keeps the text as far as it has come.
    public void cancel() {
        String id = request;
        if (id == null) return;
        cancelling = true;
        var unused = link.cancelGenerate(id);
    }

    private CompletableFuture<Generated> ask(OpenedModel opened, String id, SamplingOptions drawn) {
        shownSeed = drawn.temperature() > 0;
        // Cancelled while the model was loading: the worker does not know of the request yet.
        if (cancelling || !id.equals(request)) {
            return CompletableFuture.completedFuture(new Generated(id, "", 0, true, 0));
        }
        return link.generate(new GenerateRequest(
                opened.model(),
                id,
                prompt.get(),
                drawn.temperature(),
                drawn.topK(),
                drawn.topP(),
                drawn.seed(),
                kind.get() == AnswerKind.TRANSLATION ? opened.contextLength() : drawn.maxTokens()));
    }

    /// The run whose model answers; null where there is none.
    ReadOnlyObjectProperty<@Nullable Path> runProperty() {
        return session.runProperty();
    }

    /// Whether there is a checkpoint to ask.
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /// The checkpoint that was chosen, loaded.
    CompletableFuture<OpenedModel> opened() {
        Path run = session.runProperty().get();
        if (run == null || checkpoints.chosen() == StepChoice.NONE) {
            return CompletableFuture.failedFuture(new BadInputException(empty.get()));
        }
        return models.use(run, checkpoints.chosen());
    }

    WorkerLink link() {
        return link;
    }

    /// What the run's model does with a prompt; null while there is no checkpoint to tell.
    public ReadOnlyObjectProperty<@Nullable AnswerKind> kindProperty() {
        return kind.getReadOnlyProperty();
    }

    /// What a model that does not write has said, or null.
    public ReadOnlyObjectProperty<@Nullable Answered> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    public StepChoice checkpoints() {
        return checkpoints;
    }

    public GenerationOptions options() {
        return options;
    }

    public StringProperty promptProperty() {
        return prompt;
    }

    /// In the order in which they came.
    public ObservableList<Token> tokens() {
        return written.tokens();
    }

    /// What was generated, without the prompt.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /// The place of the token that was clicked, or [WrittenTokens#NO_TOKEN].
    public IntegerProperty selectedProperty() {
        return written.selectedProperty();
    }

    /// The place of the token under the mouse, or [WrittenTokens#NO_TOKEN].
    public IntegerProperty pointedProperty() {
        return written.pointedProperty();
    }

    /// The token whose alternatives are shown: under the mouse, else the clicked one, else the newest.
    public ReadOnlyObjectProperty<WrittenTokens.@Nullable Looked> lookedProperty() {
        return written.lookedProperty();
    }

    public ReadOnlyBooleanProperty generatingProperty() {
        return generating.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGenerateProperty() {
        return canGenerate.getReadOnlyProperty();
    }

    /// A sentence about what went wrong, or empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How many tokens came and how fast.
    public ReadOnlyStringProperty outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// Which checkpoint writes.
    public ReadOnlyStringProperty modelProperty() {
        return model.getReadOnlyProperty();
    }

    /// The sentence in place of a text.
    public ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    @Override
    public void token(Token event) {
        if (!event.id().equals(request)) return;
        if (tokens().isEmpty()) firstTokenNanos = System.nanoTime();
        written.add(event);
    }

    @Override
    public void caughtUp() {
        if (!generating.get() || tokens().isEmpty()) return;
        text.set(written.text());
        double seconds = (System.nanoTime() - firstTokenNanos) / 1e9;
        if (tokens().size() > 1) tell("generate.outcome.live", tokens().size() - 1, seconds);
        written.look();
    }

    @Override
    public void checkpointed(AtStep event) {
        if (Path.of(event.run()).equals(session.runProperty().get())) list();
    }

    private void ended(@Nullable Generated done, @Nullable Throwable failure) {
        generating.set(false);
        request = null;
        if (done != null) {
            text.set(done.text());
            tell(done.cancelled() ? "generate.outcome.cancelled" : "generate.outcome", done.tokens(), done.seconds());
        } else if (failure != null) {
            text.set(written.text());
            problem.set(WorkerLink.sentence(failure));
        }
        written.look();
        refresh();
    }

    private void tell(String key, int count, double seconds) {
        var format = texts.format();
        String said = texts.get(key, format.whole(tokens().size()), seconds > 0 ? format.count(count / seconds) : "–");
        String seed = Integer.toString(options.seedProperty().get());
        outcome.set(shownSeed ? said + texts.get("generate.outcome.seed", seed) : said);
    }

    private void clear() {
        problem.set("");
        outcome.set("");
        text.set("");
        answer.set(null);
        answering = null;
        written.clear();
        stepping.forget();
    }

    private void runChosen() {
        cancel();
        request = null;
        generating.set(false);
        clear();
        checkpoints.show(List.of());
        kind.set(null);
        prompt.set(session.lab().probes().prompt());
        refresh();
        list();
    }

    private void list() {
        Path run = session.runProperty().get();
        if (run == null) {
            listing.cancel();
            return;
        }
        listing.run(
                () -> Listed.of(new RunFolder(run)),
                listed -> {
                    checkpoints.show(listed.steps(), trains() ? null : listed.result());
                    kind.set(listed.kind());
                    refresh();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    /// @param kind null before the first checkpoint
    private record Listed(
            List<Integer> steps,
            @Nullable Integer result,
            @Nullable AnswerKind kind) {
        /// Blocks on the disk.
        static Listed of(RunFolder folder) {
            List<Integer> steps = folder.checkpointSteps();
            return new Listed(steps, folder.resultStep(), steps.isEmpty() ? null : kind(folder, steps));
        }

        /// All checkpoints of a run are of one architecture. The oldest is whole, but may be removed at this moment.
        private static AnswerKind kind(RunFolder folder, List<Integer> steps) {
            try {
                return AnswerKind.of(folder.checkpoint(steps.getFirst()).spec());
            } catch (BadInputException e) {
                return AnswerKind.of(folder.checkpoint(steps.getLast()).spec());
            }
        }
    }

    private boolean trains() {
        return link.trainingProperty().get() != null;
    }

    private void refresh() {
        Path run = session.runProperty().get();
        boolean ready = run != null && kind.get() != null && checkpoints.chosen() != StepChoice.NONE;
        this.ready.set(ready);
        canGenerate.set(ready && !generating.get());
        String step = texts.format().whole(checkpoints.chosen());
        model.set(!ready ? "" : texts.get(trains() ? "generate.model.training" : "generate.model", step));
        AnswerKind how = kind.get();
        empty.set(texts.get(
                run == null
                        ? "generate.empty.noRun"
                        : how == null ? "generate.empty.noCheckpoint" : AnswerTexts.key("generate.empty", how)));
    }
}
