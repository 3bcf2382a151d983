package glassformer.ui.generate;

import glassformer.BadInputException;
import glassformer.generate.AnswersBeside;
import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import glassformer.ui.lab.RunEntry;
import glassformer.ui.lab.RunLibrary;
import glassformer.ui.worker.OpenModel;
import glassformer.ui.worker.WorkerListener;
import glassformer.worker.TextService;
import glassformer.worker.TextService.BesideRequest;
import glassformer.worker.WorkerEvents.Token;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.OpenedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Two models' answers to one prompt, token by token in step.
final class Beside implements WorkerListener {
    private static final int RUNS = 200;

    private final GenerateViewModel model;
    private final RunLibrary library;
    private final Background.Slot listing;
    private final OpenModel second;
    private final ObservableList<Path> runs = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Path> other = new SimpleObjectProperty<>(this, "other", null);
    private final ObservableList<Step> steps = FXCollections.observableArrayList();
    private final Question<TextService.Beside> question;
    private String prompt = "";
    private List<Integer> checkpoints = List.of();
    private String id = "";
    private int asked;

    /// A place of both texts.
    ///
    /// @param left  of the run on show; null where its text is shorter
    /// @param right of the other run
    record Step(int place, @Nullable Token left, @Nullable Token right) {}

    Beside(GenerateViewModel model, RunLibrary library, Background background) {
        this.model = model;
        this.library = library;
        this.listing = background.slot();
        this.second = new OpenModel(model.link());
        this.question = new Question<>(model, this::ask);
        model.link().addListener(this);
        model.runProperty().subscribe(run -> list());
        other.subscribe((before, after) -> clear());
    }

    /// The runs that can be chosen, newest first.
    ObservableList<Path> runs() {
        return runs;
    }

    /// The run to compare with.
    ObjectProperty<@Nullable Path> otherProperty() {
        return other;
    }

    ObservableList<Step> steps() {
        return steps;
    }

    /// Both texts so far.
    AnswersBeside answers() {
        return new AnswersBeside(
                prompt, List.of(answer(model.runProperty().get(), 0, Step::left), answer(other.get(), 1, Step::right)));
    }

    private AnswersBeside.Answer answer(@Nullable Path run, int side, Function<Step, @Nullable Token> of) {
        List<Token> tokens = written(of).toList();
        return new AnswersBeside.Answer(
                run == null ? "" : run.toString(),
                checkpoints.get(side),
                text(of),
                tokens.stream()
                        .map(token -> new AnswersBeside.Token(token.token(), token.piece(), token.probability()))
                        .toList());
    }

    /// What one side's tokens add up to so far.
    String text(Function<Step, @Nullable Token> of) {
        return written(of).map(Token::text).collect(Collectors.joining());
    }

    private Stream<Token> written(Function<Step, @Nullable Token> of) {
        return steps.stream().map(of).filter(Objects::nonNull);
    }

    Question<TextService.Beside> question() {
        return question;
    }

    void cancel() {
        var unused = model.link().cancelGenerate(id);
    }

    private CompletableFuture<TextService.Beside> ask(OpenedModel opened) {
        Path with = other.get();
        if (with == null) {
            return CompletableFuture.failedFuture(new BadInputException(model.words("generate.beside.choose")));
        }
        steps.clear();
        prompt = model.promptProperty().get();
        id = "beside-" + ++asked;
        String mine = id;
        GenerateRequest how = model.request(opened, mine);
        Integer step = new RunFolder(with).resultStep();
        if (step == null) {
            return CompletableFuture.failedFuture(
                    new BadInputException(model.words("generate.beside.noCheckpoint", with.getFileName())));
        }
        checkpoints = List.of(opened.step(), step);
        return second.use(with, step).thenCompose(other -> model.link()
                .texts(worker -> worker.sideBySide(new BesideRequest(List.of(opened.model(), other.model()), how))));
    }

    private void clear() {
        cancelIfBusy();
        question.forget();
        steps.clear();
    }

    private void cancelIfBusy() {
        if (question.busyProperty().get()) cancel();
    }

    private void list() {
        cancelIfBusy();
        steps.clear();
        listing.run(
                () -> library.recent(RUNS).stream().map(RunEntry::folder).toList(),
                found -> {
                    runs.setAll(found);
                    Path now = other.get();
                    if (now != null && !found.contains(now)) other.set(null);
                },
                failure -> {});
    }

    @Override
    public void token(Token event) {
        for (int side = 0; side < 2; side++) {
            if (event.id().equals(BesideRequest.side(id, side))) add(side, event);
        }
    }

    /// The first row without a token on this side takes it.
    private void add(int side, Token token) {
        for (int i = Math.max(0, steps.size() - 1); i < steps.size(); i++) {
            Step step = steps.get(i);
            if (side == 1 && step.right() == null && step.left() != null) {
                steps.set(i, new Step(step.place(), step.left(), token));
                return;
            }
        }
        steps.add(new Step(steps.size(), side == 0 ? token : null, side == 1 ? token : null));
    }
}
