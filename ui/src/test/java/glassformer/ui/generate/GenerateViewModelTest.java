package glassformer.ui.generate;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.BadInputException;
import glassformer.answer.AnswerKind;
import glassformer.answer.Answered;
import glassformer.ui.DemoRun;
import glassformer.ui.Shown;
import glassformer.ui.worker.Bench;
import glassformer.ui.worker.FakeWorker;
import glassformer.worker.WorkerEvents.AtStep;
import glassformer.worker.WorkerEvents.Choice;
import glassformer.worker.WorkerEvents.Token;
import glassformer.worker.WorkerService.CancelRequest;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.Generated;
import glassformer.worker.WorkerService.TextRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateViewModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final AtomicLong seeds = new AtomicLong(41);

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private FakeWorker worker;

    @SuppressWarnings("NullAway.Init")
    private GenerateViewModel model;

    @BeforeEach
    void make() {
        bench = new Bench(folder);
        worker = bench.worker();
        model = new GenerateViewModel(
                bench.session(), bench.link(), bench.background(), Shown.ENGLISH, seeds::incrementAndGet);
    }

    private GenerateRequest generate() {
        model.generate();
        return worker.asked(GenerateRequest.class);
    }

    private void token(GenerateRequest request, String piece, double probability) {
        var top = List.of(new Choice(1, piece, probability, true), new Choice(2, "x", 0.1, false));
        worker.tell().token(new Token(request.id(), 1, piece, probability, top, piece));
    }

    private String looked() {
        return Objects.requireNonNull(model.lookedProperty().get()).token().piece();
    }

    @Test
    void withoutARunItSaysWhatToDo() {
        assertThat(model.canGenerateProperty().get()).isFalse();
        assertThat(model.emptyProperty().get()).startsWith("There is no run yet.");
    }

    @Test
    void thePromptBeginsAsTheLabsProbe() {
        bench.session().runProperty().set(bench.trained());
        assertThat(model.promptProperty().get()).isEqualTo("the ");
        assertThat(model.canGenerateProperty().get()).isTrue();
    }

    @Test
    void theRequestCarriesTheSettings() {
        bench.session().runProperty().set(bench.trained());
        model.options().temperatureProperty().set(0.5);
        model.options().topKProperty().set(7);
        model.options().topPProperty().set(0.9);
        model.options().maxTokensProperty().set(30);
        model.options().randomSeedProperty().set(false);
        model.options().seedProperty().set(123);
        assertThat(generate()).isEqualTo(new GenerateRequest("model-20", "generate-1", "the ", 0.5, 7, 0.9, 123, 30));
    }

    @Test
    void eachTextGetsARandomSeedOfItsOwn() {
        bench.session().runProperty().set(bench.trained());
        GenerateRequest first = generate();
        worker.generated(new Generated(first.id(), "", 0, false, 1));
        assertThat(first.seed()).isEqualTo(42);
        assertThat(generate().seed()).isEqualTo(43);
        assertThat(model.options().seedProperty().get()).isEqualTo(43);
    }

    @Test
    void theTextGrowsTokenByToken() {
        bench.session().runProperty().set(bench.trained());
        GenerateRequest request = generate();
        token(request, "ca", 0.6);
        token(request, "t", 0.7);
        assertThat(model.textProperty().get()).isEqualTo("cat");
        assertThat(model.tokens()).hasSize(2);
        assertThat(model.generatingProperty().get()).isTrue();
        worker.generated(new Generated(request.id(), "cat", 2, false, 0.5));
        assertThat(model.generatingProperty().get()).isFalse();
        assertThat(model.outcomeProperty().get()).isEqualTo("2 tokens, 4 tokens/s, seed 42");
    }

    @Test
    void theAlternativesAreThoseOfTheTokenUnderTheMouseElseTheClickedElseTheNewest() {
        bench.session().runProperty().set(bench.trained());
        GenerateRequest request = generate();
        token(request, "a", 0.6);
        token(request, "b", 0.7);
        token(request, "c", 0.8);
        assertThat(looked()).isEqualTo("c");
        model.selectedProperty().set(1);
        assertThat(looked()).isEqualTo("b");
        model.pointedProperty().set(0);
        assertThat(looked()).isEqualTo("a");
        model.pointedProperty().set(-1);
        assertThat(looked()).isEqualTo("b");
    }

    @Test
    void cancellingKeepsWhatHasCome() {
        bench.session().runProperty().set(bench.trained());
        GenerateRequest request = generate();
        token(request, "ca", 0.6);
        model.cancel();
        assertThat(worker.asked(CancelRequest.class).id()).isEqualTo(request.id());
        worker.generated(new Generated(request.id(), "ca", 1, true, 0.5));
        assertThat(model.textProperty().get()).isEqualTo("ca");
        assertThat(model.outcomeProperty().get()).startsWith("Cancelled after 1 token");
    }

    @Test
    void aDeadWorkerIsExplainedAndTheNextTextStartsAnother() {
        bench.session().runProperty().set(bench.trained());
        token(generate(), "ca", 0.6);
        worker.die("The compute process was killed (signal 9).");
        assertThat(model.problemProperty().get()).isEqualTo("The compute process was killed (signal 9).");
        assertThat(model.textProperty().get()).isEqualTo("ca");
        assertThat(model.canGenerateProperty().get()).isTrue();
        assertThat(generate().id()).isEqualTo("generate-2");
        assertThat(model.tokens()).isEmpty();
    }

    @Test
    void whileTrainingTheNewestCheckpointWritesAndIsNamed() throws Exception {
        Path run = bench.trained();
        bench.session().runProperty().set(run);
        bench.link().resume(run, null, java.util.Map.of());
        assertThat(model.modelProperty().get()).isEqualTo("Training goes on; the checkpoint of step 20 answers.");
        Files.createDirectory(run.resolve("checkpoints").resolve("step-30"));
        worker.tell().checkpointed(new AtStep(run.toString(), 30));
        assertThat(model.modelProperty().get()).contains("step 30 ");
        assertThat(generate().model()).isEqualTo("model-30");
    }

    @Test
    void tokensOfAnEarlierRequestAreNotMixedIn() {
        bench.session().runProperty().set(bench.trained());
        GenerateRequest first = generate();
        worker.generated(new Generated(first.id(), "", 0, true, 1));
        generate();
        token(first, "late", 0.5);
        assertThat(model.tokens()).isEmpty();
    }

    @Test
    void aTranslationTakesTheLikeliestAndHasNoSeed() throws Exception {
        bench.session().runProperty().set(DemoRun.translation(bench.runs().resolve("translation")));
        assertThat(model.kindProperty().get()).isEqualTo(AnswerKind.TRANSLATION);
        model.promptProperty().set("3982");
        GenerateRequest request = generate();
        assertThat(request.temperature()).isZero();
        assertThat(request.prompt()).isEqualTo("3982");
        assertThat(request.maxTokens()).isEqualTo(8); // the fake model's context
        token(request, "trois", 0.6);
        worker.generated(new Generated(request.id(), "trois", 1, false, 0.5));
        assertThat(model.outcomeProperty().get()).isEqualTo("1 tokens, 2 tokens/s");
    }

    @Test
    void aModelOfHiddenWordsSaysAllAtOnce() throws Exception {
        bench.session().runProperty().set(DemoRun.masked(bench.runs().resolve("masked")));
        assertThat(model.kindProperty().get()).isEqualTo(AnswerKind.HIDDEN_WORDS);
        Answered said = new Answered("the cat", List.of());
        worker.says(said);
        model.promptProperty().set("the [MASK]");
        model.generate();
        assertThat(worker.asked(TextRequest.class).text()).isEqualTo("the [MASK]");
        assertThat(model.answerProperty().get()).isEqualTo(said);
        assertThat(model.generatingProperty().get()).isFalse();
        assertThat(model.canGenerateProperty().get()).isTrue();
    }

    @Test
    void aPromptThatCannotBeAnsweredIsASentence() throws Exception {
        bench.session().runProperty().set(DemoRun.masked(bench.runs().resolve("masked")));
        worker.refuse(new BadInputException("The prompt has no [MASK]."));
        model.generate();
        assertThat(model.problemProperty().get()).isEqualTo("The prompt has no [MASK].");
        assertThat(model.answerProperty().get()).isNull();
        assertThat(model.canGenerateProperty().get()).isTrue();
    }

    @Test
    void anotherRunTakesTheAnswerAway() throws Exception {
        bench.session().runProperty().set(DemoRun.masked(bench.runs().resolve("masked")));
        model.generate();
        assertThat(model.answerProperty().get()).isNotNull();
        bench.session().runProperty().set(bench.trained());
        assertThat(model.answerProperty().get()).isNull();
        assertThat(model.kindProperty().get()).isEqualTo(AnswerKind.CONTINUATION);
    }
}
